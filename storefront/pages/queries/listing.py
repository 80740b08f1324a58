"""A page of the catalogue: what was asked, what was found, how far it can be trusted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from core import metrics
from search.engine import (
    Facets,
    Reading,
    SearchEngine,
    SearchQuery,
    SearchResult,
    SearchUnavailable,
)
from storefront.pages.queries.cards import ProductCard, product_cards
from storefront.pages.queries.fallback import match_names

DEEPEST_PAGE = 400
FALLBACKS = metrics.counter("search_fallbacks", "Searches that the database had to answer.")


@dataclass(frozen=True, slots=True)
class Found:
    """What answers a query. `degraded` says that the engine was away."""

    query: SearchQuery
    result: SearchResult
    degraded: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of products with the counts beside it."""

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


def find(session: Session, engine: SearchEngine, query: SearchQuery) -> Found:
    """Find products. When the engine cannot answer, names are matched in the database instead."""
    try:
        return Found(query, engine.search(query), degraded=False)
    except SearchUnavailable:
        FALLBACKS.inc()
        return Found(query, match_names(session, query), degraded=True)


def listing(session: Session, found: Found) -> Listing:
    """What was found, as the database has it now."""
    query, result = found.query, found.result
    return Listing(
        query=query,
        cards=product_cards(session, result.ids, date.fromordinal(query.today)),
        total=result.total,
        facets=result.facets,
        corrected=result.corrected,
        reading=result.reading,
        degraded=found.degraded,
    )
