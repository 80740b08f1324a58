"""Content version subjects of raw-material areas: SELECTs of owner, topic and subject (ADR 14)."""

from core.db.content_changes import PAGE
from traceability.areas.rules import AREA


def area_subjects(areas: str) -> str:
    """The areas whose ids `areas` selects, as the page's own."""
    return f"SELECT {PAGE}, '{AREA}', area.id FROM ({areas}) AS area (id)"  # noqa: S608 - made of constants


def areas_of_products(products: str) -> str:
    """The ids of the areas tied to the products whose ids `products` selects."""
    return f"SELECT area_id FROM product_area WHERE product_id IN ({products})"  # noqa: S608 - made of constants
