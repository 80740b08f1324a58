"""How much the catalogue holds, by group and province: what the front page counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from search.engine import SearchEngine, SearchQuery, SearchUnavailable
from storefront.index.queries.lag import is_behind
from storefront.index.rules import star_counts, state_counts
from storefront.pages.queries.provinces import products_by_group, products_by_province


@dataclass(frozen=True, slots=True)
class Overview:
    """Numbers of products, and by stars and state of the certificate when the engine could tell.

    `behind` says that its index is behind the database, so that it could not.
    """

    groups: Mapping[str, int]
    provinces: Mapping[str, int]
    stars: Mapping[int, int] = field(default_factory=dict)  # in force
    states: Mapping[str, int] = field(default_factory=dict)
    behind: bool = False

    @property
    def total(self) -> int:
        return sum(self.groups.values())

    @property
    def in_force(self) -> int | None:
        return self.states.get("valid", 0) if self.states else None


def overview(session: Session, engine: SearchEngine, today: int) -> Overview:
    """The engine has counted already; otherwise the database counts every product."""
    if is_behind(session, date.fromordinal(today)):
        return Overview(products_by_group(session), products_by_province(session), behind=True)
    try:
        counted = engine.search(SearchQuery(today=today, per_page=1)).facets
    except SearchUnavailable:
        return Overview(products_by_group(session), products_by_province(session))
    stars, states = star_counts(counted.status), state_counts(counted.status)
    return Overview(counted.group, counted.province, stars, states)
