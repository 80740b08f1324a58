"""Content version topics of raw-material areas: what a note says has changed (migration 0011)."""

AREA = "area"  # its row and the products tied to it
