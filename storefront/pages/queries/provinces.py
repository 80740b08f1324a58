"""Provinces as the storefront names them, with the former ones they join."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.db.content_changes import subjects
from registry.models import FormerUnit, Product, Province
from registry.queries.content_subjects import COUNT_SUBJECTS, PLACE_SUBJECTS
from registry.rules.slugs import slug_of

COUNTED_SUBJECTS = subjects(PLACE_SUBJECTS, COUNT_SUBJECTS)


@dataclass(frozen=True, slots=True)
class ProvinceCard:
    """A province to choose."""

    id: int
    slug: str
    name: str
    full_name: str
    former: tuple[str, ...]
    lat: float | None
    lon: float | None

    @property
    def joins(self) -> tuple[str, ...]:
        """The other provinces that became part of it in 2025."""
        return tuple(name for name in self.former if name != self.name)


def provinces(session: Session) -> list[ProvinceCard]:
    """All 34 by name."""
    former: dict[int, list[str]] = defaultdict(list)
    for province_id, name in session.execute(
        select(FormerUnit.province_id, FormerUnit.province)
        .where(FormerUnit.district == "", FormerUnit.commune == "")
        .order_by(FormerUnit.province)
    ):
        former[province_id].append(name)
    return [
        ProvinceCard(p.id, p.slug, p.name, p.full_name, tuple(former[p.id]), p.lat, p.lon)
        for p in session.scalars(select(Province).order_by(Province.slug))
    ]


def province_slugs(known: list[ProvinceCard]) -> dict[str, str]:
    """From today's and former slugs to today's: "bac-giang" leads to "bac-ninh"."""
    former = {slug_of(name): province.slug for province in known for name in province.former}
    return former | {province.slug: province.slug for province in known}


def products_by_province(session: Session) -> dict[str, int]:
    """Number of products by province slug."""
    rows = session.execute(
        select(Province.slug, func.count(Product.id))
        .join(Product, Product.province_id == Province.id)
        .group_by(Province.slug)
    )
    return dict(rows.all())


def products_by_group(session: Session) -> dict[str, int]:
    """Number of products by group slug."""
    rows = session.execute(
        select(Product.product_group, func.count(Product.id)).group_by(Product.product_group)
    )
    return dict(rows.all())
