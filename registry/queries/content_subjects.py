"""Content version subjects of the registry: SELECTs of owner, topic and subject (ADR 14)."""

from core.db.content_changes import COMMON, PAGE
from registry.rules.topics import CODE, COUNT, PLACES, PRODUCER, PRODUCT

# Where nothing is shown that is not named in today's places.
PLACE_SUBJECTS = f"SELECT {COMMON}, '{PLACES}', 0"
COUNT_SUBJECTS = f"SELECT {PAGE}, '{COUNT}', 0"
CODE_SUBJECTS = f"SELECT {PAGE}, '{CODE}', hashtextextended(%(code)s, 0)"


def product_subjects(products: str) -> str:
    """Each product owns what itself and its producer show; `products` selects both their ids."""
    return f"""
        SELECT product.id, subject.topic, subject.id
        FROM ({products}) AS product (id, producer_id) CROSS JOIN LATERAL (
            VALUES ('{PRODUCT}', product.id), ('{PRODUCER}', product.producer_id)
        ) AS subject (topic, id)
    """  # noqa: S608 - made of constants


def producer_subjects(producers: str) -> str:
    """The producers whose ids `producers` selects, as the page's own."""
    return f"SELECT {PAGE}, '{PRODUCER}', producer.id FROM ({producers}) AS producer (id)"  # noqa: S608 - made of constants
