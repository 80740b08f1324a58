"""How much the catalogue holds, by group and province: what the front page counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from search.engine import SearchEngine, SearchQuery, SearchUnavailable
from storefront.pages.queries.provinces import products_by_group, products_by_province


@dataclass(frozen=True, slots=True)
class Overview:
    """Numbers of products, and by stars and state of the certificate when the engine could tell."""

    groups: Mapping[str, int]
    provinces: Mapping[str, int]
    stars: Mapping[int, int] = field(default_factory=dict)  # in force
    states: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.groups.values())

    @property
    def in_force(self) -> int | None:
        return self.states.get("valid", 0) if self.states else None


def overview(session: Session, engine: SearchEngine, today: int) -> Overview:
    """The engine has counted already; without it the database counts every product."""
    try:
        counted = engine.search(SearchQuery(today=today, per_page=1)).facets
    except SearchUnavailable:
        return Overview(products_by_group(session), products_by_province(session))
    return Overview(counted.group, counted.province, counted.stars, counted.state)
