"""The provinces, kept in memory: 34 rows that change with an act of the National Assembly."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.orm import Session

from core.db.content_changes import ContentVersions
from registry.rules.names import name_key
from registry.rules.slugs import slug_of
from storefront.pages.queries.provinces import ProvinceCard, province_slugs, provinces

T = TypeVar("T")


FormerProvince = tuple[
    str, str, ProvinceCard
]  # a former name, a part people say alone, and today's


@dataclass(frozen=True, slots=True)
class Atlas:
    """Today's provinces by slug, and the way to them from former ones."""

    by_slug: dict[str, ProvinceCard]
    slugs: dict[str, str]
    successions: tuple[FormerProvince, ...] = ()

    def name(self, slug: str) -> str:
        """The province's name; the slug itself for one that is not there."""
        province = self.by_slug.get(slug)
        return province.name if province else slug

    def succession(self, text: str) -> tuple[str, str] | None:
        """A former province that the text names, and the one it is part of now ("tỉnh …").

        Without its accents only alone: "tra hoa binh dinh" names none.
        """
        words = f" {name_key(text)} "
        plain = slug_of(text).removeprefix("tinh-") if text.isascii() else ""
        for name, part, province in self.successions:
            if f" {name_key(part)} " in words or plain == slug_of(part):
                return name, province.full_name[0].lower() + province.full_name[1:]
        return None


NOWHERE = Atlas({}, {})


def successions(known: Iterable[ProvinceCard]) -> tuple[FormerProvince, ...]:
    """Of every province that is one no more; "Bà Rịa - Vũng Tàu" by its halves, too."""
    return tuple(
        (name, part, province)
        for province in known
        for name in province.joins
        for part in dict.fromkeys((name, *name.split(" - ")))
    )


class AtlasCache:
    """The atlas of one content version of the places; a lost race only reads the rows twice."""

    def __init__(self) -> None:
        self._current: tuple[int | None, Atlas] = None, NOWHERE

    def at(self, session: Session, versions: ContentVersions) -> Atlas:
        """The provinces in the version of the places that was asked."""
        version, atlas = self._current
        if version != versions.common:
            known = provinces(session)
            atlas = Atlas({p.slug: p for p in known}, province_slugs(known), successions(known))
            self._current = versions.common, atlas
        return atlas

    def ask(
        self, session: Session, question: Callable[[Atlas], tuple[ContentVersions, T]]
    ) -> tuple[Atlas, ContentVersions, T]:
        """What `question` answers, with the provinces it was right about.

        For an address that names provinces: what it shows, and so the versions, are known only
        after it was read. It is read by the provinces at hand, and again if they are no longer so.
        """
        version, atlas = self._current
        while True:
            versions, answer = question(atlas)
            if versions.common == version:
                return atlas, versions, answer
            version, atlas = versions.common, self.at(session, versions)
