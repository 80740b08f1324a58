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
from storefront.index.queries.documents import keyword
from storefront.index.queries.lag import is_behind
from storefront.pages.queries.card_cache import CardCache
from storefront.pages.queries.cards import ProductCard
from storefront.pages.queries.fallback import match_names

DEEPEST_PAGE = 400
FALLBACKS = metrics.counter("search_fallbacks", "Searches that the database had to answer.")


@dataclass(frozen=True, slots=True)
class Matches:
    """What answers a query.

    `degraded` says that the engine was away, `behind` that its index is behind the database.
    """

    query: SearchQuery
    result: SearchResult
    degraded: bool
    behind: bool = False

    @property
    def pages(self) -> int:
        return max(1, min(DEEPEST_PAGE, -(-self.result.total // self.query.per_page)))


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of products with the counts beside it."""

    query: SearchQuery
    cards: list[ProductCard]
    total: int
    pages: int
    facets: Facets
    corrected: str | None
    interpretation: InterpretationKind
    degraded: bool
    behind: bool

    @property
    def is_counted(self) -> bool:
        """Whether its counts can be trusted."""
        return not (self.degraded or self.behind)


def find(session: Session, engine: SearchEngine, query: SearchQuery) -> Matches:
    """Find products. When the engine cannot answer, names are matched in the database instead."""
    try:
        result = engine.search(query)
    except SearchUnavailable:
        FALLBACKS.inc()
        return Matches(query, match_names(session, query), degraded=True)
    behind = is_behind(session, date.fromordinal(query.today))
    return Matches(query, result, degraded=False, behind=behind)


def listing(
    session: Session, matches: Matches, versions: ContentVersions, cache: CardCache
) -> ResultPage:
    """What was found, as the database has it; `versions` were asked of the same products."""
    query, result = matches.query, matches.result
    cards = cache.cards(session, result.ids, versions, date.fromordinal(query.today))
    return ResultPage(
        query=query,
        cards=[card for card in cards if _matches(card, query)],
        total=result.total,
        pages=matches.pages,
        facets=result.facets,
        corrected=result.corrected,
        interpretation=result.interpretation,
        degraded=matches.degraded,
        behind=matches.behind,
    )


def _matches(card: ProductCard, query: SearchQuery) -> bool:
    """Whether its standing is still one of those asked for, whatever the index remembers."""
    return not query.statuses or keyword(card.standing) in query.statuses
