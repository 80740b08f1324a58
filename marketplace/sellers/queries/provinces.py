"""The provinces that a form offers."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models import Province


@dataclass(frozen=True, slots=True)
class ProvinceChoices:
    """By slug: what is shown, and what is kept."""

    names: tuple[tuple[str, str], ...]
    ids: dict[str, int]


def province_choices(session: Session) -> ProvinceChoices:
    rows = session.execute(
        select(Province.slug, Province.name, Province.id).order_by(Province.slug)
    ).all()
    names = tuple((row.slug, row.name) for row in rows)
    return ProvinceChoices(names, {row.slug: row.id for row in rows})
