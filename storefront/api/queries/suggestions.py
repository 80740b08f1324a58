"""What an unfinished word may become: products, producers and places."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models import Product
from registry.rules.slugs import without_accents
from search.engine import Kind, SearchEngine, SearchUnavailable, Suggestion

LIMIT = 8


def suggestions(session: Session, engine: SearchEngine, text: str) -> list[Suggestion]:
    """At most eight; from names in the database when the engine is away."""
    if not text.strip():
        return []
    try:
        return engine.suggest(text, limit=LIMIT)
    except SearchUnavailable:
        opening = without_accents(text).strip()
        rows = session.execute(
            select(Product.id, Product.name, Product.slug)
            .where(Product.folded.startswith(opening, autoescape=True))
            .order_by(Product.name)
            .limit(LIMIT)
        )
        return [Suggestion(Kind.PRODUCT, row.id, row.name, row.slug) for row in rows]
