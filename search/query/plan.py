"""A query made ready for any engine: what must match, which filters, which order, which slice."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from search.engine import DEEPEST, Facets, Reading, SearchQuery, Sort
from search.query.interpretation import Attempt
from search.query.matching import matching, status_in
from search.query.nodes import All, Between, Node, OneOf, Term, Worth
from search.query.segments import Vocabulary

ORDERS = {
    Sort.NEWEST: ("newest_order", True),
    Sort.PRICE_ASC: ("price_up", False),
    Sort.PRICE_DESC: ("price_down", True),
    Sort.NAME: ("name_order", False),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """`match` is scored; `filters` only include, and are named after the facet they belong to."""

    match: Node
    bare: Node  # matches the same documents, for counting
    lifts: tuple[Node, ...]  # welcome, not required
    filters: Mapping[str, Node]
    order: tuple[str, bool] | None  # a column, and whether it descends; None is by score
    offset: int
    limit: int
    today: int
    is_browsing: bool = False
    wants_words: bool = False  # of the hits, for a correction

    def filters_but(self, facet: str | None) -> tuple[Node, ...]:
        return tuple(node for name, node in self.filters.items() if name != facet)


@dataclass(frozen=True, slots=True)
class Found:
    """`matched` counts without filters: it tells a text nobody wrote from a filter nobody fits."""

    ids: tuple[int, ...]
    total: int
    matched: int
    facets: Facets
    vocabulary: tuple[str, ...] = ()  # names and places of the first hits, as written


def plan_for(
    query: SearchQuery, attempt: Attempt | None, vocabulary: Vocabulary, *, changed_by: int | None
) -> Plan:
    """The plan for one reading of the text, or for leafing through everything without one."""
    kind = Term("kind", query.kind.value)
    readable = max(0, min(query.per_page, DEEPEST - query.offset))
    found = matching(attempt, vocabulary, changed_by=changed_by) if attempt else None
    return Plan(
        match=All((found.scored, Worth(kind, 0))) if found else Worth(kind, 0),
        bare=All((found.bare, kind)) if found else kind,
        lifts=found.lifts if found else (),
        filters=_filters(query, changed_by),
        order=ORDERS.get(query.sort),
        offset=query.offset if readable else 0,
        limit=readable,
        today=query.today,
        is_browsing=attempt is None,
        wants_words=attempt is not None and attempt.reading is not Reading.PLAIN,
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
    found: dict[str, Node] = {}
    if query.groups:
        found["group"] = OneOf("group", query.groups)
    if query.provinces:
        found["province"] = OneOf("province", query.provinces)
    if query.statuses:
        found["status"] = status_in(query.statuses, changed_by=changed_by)
    if query.min_price is not None or query.max_price is not None:
        found["price"] = Between("price", query.min_price, query.max_price)
    if query.in_stock:
        found["in_stock"] = Between("in_stock", 1, 1)
    return found
