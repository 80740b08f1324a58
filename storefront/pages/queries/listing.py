"""A page of the catalogue: what was asked, what was found, how far it can be trusted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from core import metrics
from core.db.content_changes import ContentVersions
from search.engine import (
    Facets,
    InterpretationKind,
    SearchEngine,
    SearchQuery,
    SearchResult,
    SearchUnavailable,
)
from storefront.pages.queries.card_cache import CardCache
from storefront.pages.queries.cards import ProductCard
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
    interpretation: InterpretationKind
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


def listing(session: Session, found: Found, versions: ContentVersions, cache: CardCache) -> Listing:
    """What was found, as the database has it; `versions` were asked of the same products."""
    query, result = found.query, found.result
    return Listing(
        query=query,
        cards=cache.cards(session, result.ids, versions, date.fromordinal(query.today)),
        total=result.total,
        facets=result.facets,
        corrected=result.corrected,
        interpretation=result.interpretation,
        degraded=found.degraded,
    )
