"""The provinces, kept in memory: 34 rows that change with an act of the National Assembly."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from storefront.pages.queries.provinces import ProvinceCard, province_slugs, provinces


@dataclass(frozen=True, slots=True)
class Atlas:
    """Today's provinces by slug, and the way to them from former ones."""

    by_slug: dict[str, ProvinceCard]
    slugs: dict[str, str]

    def name(self, slug: str) -> str:
        """The province's name; the slug itself for one that is not there."""
        found = self.by_slug.get(slug)
        return found.name if found else slug


class AtlasCache:
    """The atlas of one content version of the places; a lost race only reads the rows twice."""

    def __init__(self) -> None:
        self._current: tuple[str, Atlas] | None = None

    def at(self, session: Session, version: str) -> Atlas:
        """The provinces in this version of the places."""
        current = self._current
        if current and current[0] == version:
            return current[1]
        known = provinces(session)
        atlas = Atlas({p.slug: p for p in known}, province_slugs(known))
        self._current = version, atlas
        return atlas
