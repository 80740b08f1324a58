"""Domain errors of the registry."""

from core.errors import DomainError


class PlacesRefused(Exception):
    """Files of the administrative map that cannot be loaded: one line for the person who does."""


class CodeTaken(DomainError):
    """The code was given to something else. Facts: row, code."""

    code = "code_taken"


class GtinTaken(DomainError):
    """Another product has this GTIN. Facts: row, gtin, code of that product."""

    code = "gtin_taken"


class ProductTwice(DomainError):
    """The same product is on file under another code. Facts: row, code."""

    code = "product_twice"
