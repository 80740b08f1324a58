"""Rules of photographs: what they are called, and how large they are shown."""
