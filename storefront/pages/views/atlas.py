"""The provinces, kept in memory: 34 rows that change with an act of the National Assembly."""

from dataclasses import dataclass

from flask import current_app
from sqlalchemy.orm import Session

from storefront.pages.queries.provinces import ProvinceCard, province_slugs, provinces

KEY = "chosao.atlas"


@dataclass(frozen=True, slots=True)
class Atlas:
    """Today's provinces by slug, and the way to them from former ones."""

    by_slug: dict[str, ProvinceCard]
    slugs: dict[str, str]
    edition: str

    def name(self, slug: str) -> str:
        """The province's name; the slug itself for one that is not there."""
        found = self.by_slug.get(slug)
        return found.name if found else slug


def atlas(session: Session, edition: str) -> Atlas:
    """The provinces in this edition of the places."""
    kept: Atlas | None = current_app.extensions.get(KEY)
    if kept and kept.edition == edition:
        return kept
    known = provinces(session)
    fresh = Atlas({p.slug: p for p in known}, province_slugs(known), edition)
    current_app.extensions[KEY] = fresh
    return fresh
