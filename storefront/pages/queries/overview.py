"""How much the catalogue holds, by group and province: what the front page counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from core.db.content_changes import subjects
from registry.queries.content_subjects import COUNT_SUBJECTS
from search.engine import SearchEngine, SearchQuery, SearchUnavailable
from storefront.index.rules import star_counts, state_counts
from storefront.pages.queries.cards import CARD_SUBJECTS
from storefront.pages.queries.provinces import products_by_group, products_by_province

HOME_SUBJECTS = subjects(CARD_SUBJECTS, COUNT_SUBJECTS)


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


def counted_by(engine: SearchEngine, today: int) -> Overview | None:
    """What the engine has counted already; None while it is away."""
    try:
        counted = engine.search(SearchQuery(today=today, per_page=1)).facets
    except SearchUnavailable:
        return None
    stars, states = star_counts(counted.status), state_counts(counted.status)
    return Overview(counted.group, counted.province, stars, states)


def counted_in(session: Session, *, behind: bool) -> Overview:
    """What the database can count of every product; which moves with COUNT_SUBJECTS."""
    return Overview(products_by_group(session), products_by_province(session), behind=behind)
