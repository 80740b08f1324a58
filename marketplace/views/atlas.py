"""The provinces, kept in memory: 34 rows that change with an act of the National Assembly."""

import time
from dataclasses import dataclass

from flask import current_app
from sqlalchemy.orm import Session

from marketplace.queries.provinces import ProvinceCard, province_slugs, provinces

KEY = "chosao.atlas"
FRESH_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Atlas:
    """Today's provinces by slug, and the way to them from former ones."""

    by_slug: dict[str, ProvinceCard]
    slugs: dict[str, str]
    read_at: float

    def name(self, slug: str) -> str:
        """The province's name; the slug itself for one that is not there."""
        found = self.by_slug.get(slug)
        return found.name if found else slug


def atlas(session: Session) -> Atlas:
    """The provinces, asked from the database at most once a minute."""
    kept: Atlas | None = current_app.extensions.get(KEY)
    if kept and kept.by_slug and time.monotonic() - kept.read_at < FRESH_SECONDS:
        return kept
    known = provinces(session)
    fresh = Atlas({p.slug: p for p in known}, province_slugs(known), time.monotonic())
    current_app.extensions[KEY] = fresh
    return fresh
