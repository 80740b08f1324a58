"""A query made ready for any engine: what must match, which filters, which order, which slice."""

from collections.abc import Mapping
from dataclasses import dataclass

from search import standing
from search.engine import DEEPEST, Facets, Reading, SearchQuery, Sort
from search.query.interpretation import Attempt
from search.query.matching import matching, standing_in, standing_tiers
from search.query.nodes import All, Between, Node, OneOf, Term, Worth

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
    tiers: tuple[Node, ...] = ()  # the lifts that order a browsed list, where no column can
    wants_words: bool = False  # of the hits, for a correction

    def filters_but(self, facet: str | None) -> tuple[Node, ...]:
        return tuple(node for name, node in self.filters.items() if name != facet)


@dataclass(frozen=True, slots=True)
class Counts:
    """Raw facet counts, each blind to its own filter; `standing` is as of today."""

    group: Mapping[str, int]
    province: Mapping[str, int]
    standing: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """`matched` counts without filters: it tells a text nobody wrote from a filter nobody fits."""

    ids: tuple[int, ...]
    total: int
    matched: int
    counts: Counts
    vocabulary: tuple[str, ...] = ()  # names and places of the first hits, as written


def plan_for(query: SearchQuery, attempt: Attempt | None, *, changed_by: int | None) -> Plan:
    """The plan for one reading of the text, or for leafing through everything without one."""
    kind = Term("kind", query.kind.value)
    readable = max(0, min(query.per_page, DEEPEST - query.offset))
    found = matching(attempt, changed_by=changed_by) if attempt else None
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
        tiers=() if attempt else standing_tiers(changed_by=changed_by),
        wants_words=attempt is not None and attempt.reading is not Reading.PLAIN,
    )


def facets(counts: Counts, query: SearchQuery) -> Facets:
    return Facets(
        group=dict(counts.group),
        province=dict(counts.province),
        state=standing.state_counts(counts.standing, query.stars),
        stars=standing.star_counts(counts.standing, query.states),
    )


def _filters(query: SearchQuery, changed_by: int | None) -> dict[str, Node]:
    found: dict[str, Node] = {}
    if query.groups:
        found["group"] = OneOf("group", query.groups)
    if query.provinces:
        found["province"] = OneOf("province", query.provinces)
    if query.states or query.stars:
        found["standing"] = standing_in(_wanted(query), changed_by=changed_by)
    if query.min_price is not None or query.max_price is not None:
        found["price"] = Between("price", query.min_price, query.max_price)
    if query.in_stock:
        found["in_stock"] = Between("in_stock", 1, 1)
    return found


def _wanted(query: SearchQuery) -> tuple[str, ...]:
    return tuple(s for s in standing.STANDINGS if standing.matches(s, query.states, query.stars))
