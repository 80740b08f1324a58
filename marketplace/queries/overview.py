"""How much the catalogue holds, by group and province: what the front page counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from marketplace.queries.provinces import products_by_group, products_by_province
from search.engine import SearchEngine, SearchQuery, SearchUnavailable


@dataclass(frozen=True, slots=True)
class Overview:
    """Numbers of products, and of those in force when the engine could tell."""

    groups: Mapping[str, int]
    provinces: Mapping[str, int]
    in_force: int | None

    @property
    def total(self) -> int:
        return sum(self.groups.values())


def overview(session: Session, engine: SearchEngine, today: int) -> Overview:
    """The engine has counted already; without it the database counts every product."""
    try:
        counted = engine.search(SearchQuery(today=today, per_page=1)).facets
    except SearchUnavailable:
        return Overview(products_by_group(session), products_by_province(session), None)
    return Overview(counted.group, counted.province, counted.state.get("valid", 0))
