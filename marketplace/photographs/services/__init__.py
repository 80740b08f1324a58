"""Services of photographs: receive, make, show and remove them."""
