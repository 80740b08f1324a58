"""Query plan: what must match, which filters, which order, which slice, for any engine."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from search.engine import DEEPEST, Facets, InterpretationKind, SearchQuery, Sort
from search.query.interpretation import Interpretation
from search.query.matching import matching, status_in
from search.query.nodes import All, ConstantScore, Node, Range, Term, Terms
from search.query.segments import Vocabulary

ORDERS = {
    Sort.NEWEST: ("newest_order", True),
    Sort.PRICE_ASC: ("price_up", False),
    Sort.PRICE_DESC: ("price_down", True),
    Sort.NAME: ("name_key", False),
}


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """`match` is scored; `filters` only include, and are named after the facet they belong to."""

    match: Node
    unscored: Node  # matches the same documents, for counting
    boosts: tuple[Node, ...]  # optional: they only add to the score
    filters: Mapping[str, Node]
    order: tuple[str, bool] | None  # a column, and whether it descends; None is by score
    offset: int
    limit: int
    today: int
    is_browsing: bool = False
    wants_names: bool = False  # of the hits, for a correction

    def filters_but(self, facet: str | None) -> tuple[Node, ...]:
        return tuple(node for name, node in self.filters.items() if name != facet)


@dataclass(frozen=True, slots=True)
class PlanResult:
    """`matched` counts without filters: it tells a text nobody wrote from a filter nobody fits."""

    ids: tuple[int, ...]
    total: int
    matched: int
    facets: Facets
    names: tuple[str, ...] = ()  # of the hits and their makers and places, as written


def plan_for(
    query: SearchQuery,
    interpretation: Interpretation | None,
    vocabulary: Vocabulary,
    *,
    changed_by: int | None,
) -> QueryPlan:
    """The plan for one interpretation of the text, or for browsing everything without one."""
    kind = Term("kind", query.kind.value)
    readable = max(0, min(query.per_page, DEEPEST - query.offset))
    text = matching(interpretation, vocabulary, changed_by=changed_by) if interpretation else None
    return QueryPlan(
        match=All((text.scored, ConstantScore(kind, 0))) if text else ConstantScore(kind, 0),
        unscored=All((text.unscored, kind)) if text else kind,
        boosts=text.boosts if text else (),
        filters=_filters(query, changed_by),
        order=ORDERS.get(query.sort),
        offset=query.offset if readable else 0,
        limit=readable,
        today=query.today,
        is_browsing=interpretation is None,
        wants_names=interpretation is not None
        and interpretation.kind is not InterpretationKind.PLAIN,
    )


def after_changes(
    written: Mapping[str, int], outdated: Mapping[str, int], replaced: Mapping[str, int]
) -> dict[str, int]:
    """Counts as of today: what is written, less what has changed since, plus what it became."""
    counts = Counter(written)
    counts.subtract(outdated)
    counts.update(replaced)
    return {status: number for status, number in counts.items() if number > 0}


def _filters(query: SearchQuery, changed_by: int | None) -> dict[str, Node]:
    filters: dict[str, Node] = {}
    if query.groups:
        filters["group"] = Terms("group", query.groups)
    if query.provinces:
        filters["province"] = Terms("province", query.provinces)
    if query.statuses:
        filters["status"] = status_in(query.statuses, changed_by=changed_by)
    if query.min_price is not None or query.max_price is not None:
        filters["price"] = Range("price", query.min_price, query.max_price)
    if query.in_stock:
        filters["in_stock"] = Range("in_stock", 1, 1)
    return filters
