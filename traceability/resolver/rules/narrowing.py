"""Query parameter that tells a product's page that the lot or item of the link is not known."""

UNKNOWN_PART = "chua-ro"
MISSING_PARTS = ("lo", "goi")
