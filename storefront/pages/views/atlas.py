"""The provinces, kept in memory: 34 rows that change with an act of the National Assembly."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import current_app
from sqlalchemy.orm import Session

from core.db.content_changes import ContentVersions
from storefront.pages.queries.provinces import ProvinceCard, province_slugs, provinces

KEY = "chosao.atlas"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Atlas:
    """Today's provinces by slug, and the way to them from former ones."""

    by_slug: dict[str, ProvinceCard]
    slugs: dict[str, str]
    version: int | None  # of all places

    def name(self, slug: str) -> str:
        """The province's name; the slug itself for one that is not there."""
        found = self.by_slug.get(slug)
        return found.name if found else slug


NOWHERE = Atlas({}, {}, None)


def atlas(session: Session, versions: ContentVersions) -> Atlas:
    """The provinces in the version of the places that was asked."""
    kept: Atlas = current_app.extensions.get(KEY, NOWHERE)
    if kept.version == versions.common:
        return kept
    known = provinces(session)
    fresh = Atlas({p.slug: p for p in known}, province_slugs(known), versions.common)
    current_app.extensions[KEY] = fresh
    return fresh


def in_places_known(
    session: Session, ask: Callable[[Atlas], tuple[ContentVersions, T]]
) -> tuple[Atlas, ContentVersions, T]:
    """What `ask` answers, with the provinces it was right about.

    For an address that names provinces, whose versions are known only after it was read: it is
    read with the provinces kept, and once more in the rare case that they are no longer so.
    """
    known: Atlas = current_app.extensions.get(KEY, NOWHERE)
    while True:
        versions, answer = ask(known)
        if versions.common == known.version:
            return known, versions, answer
        known = atlas(session, versions)
