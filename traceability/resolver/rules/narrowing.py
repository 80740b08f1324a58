"""Query parameter by which the page of a wider thing is told which narrower one was asked for."""

UNKNOWN_PART = "chua-ro"
MISSING_PARTS = ("lo", "goi")
