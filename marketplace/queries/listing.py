"""A page of the catalogue: what was asked, what was found, how far it can be trusted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from marketplace.queries.cards import ProductCard, product_cards
from marketplace.queries.fallback import match_names
from search.engine import Facets, Reading, SearchEngine, SearchQuery, SearchUnavailable

DEEPEST_PAGE = 400


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of products with the counts beside it. `degraded` says that the engine was away."""

    query: SearchQuery
    cards: list[ProductCard]
    total: int
    facets: Facets
    corrected: str | None
    reading: Reading
    degraded: bool

    @property
    def pages(self) -> int:
        return max(1, min(DEEPEST_PAGE, -(-self.total // self.query.per_page)))


def listing(session: Session, engine: SearchEngine, query: SearchQuery) -> Listing:
    """Find products. When the engine cannot answer, names are matched in the database instead."""
    at = date.fromordinal(query.today)
    try:
        found, degraded = engine.search(query), False
    except SearchUnavailable:
        found, degraded = match_names(session, query), True
    return Listing(
        query=query,
        cards=product_cards(session, found.ids, at),
        total=found.total,
        facets=found.facets,
        corrected=found.corrected,
        reading=found.reading,
        degraded=degraded,
    )
