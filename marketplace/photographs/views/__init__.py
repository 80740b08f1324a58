"""Pages of photographs: the pictures themselves."""
