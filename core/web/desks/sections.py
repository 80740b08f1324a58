"""Navigation of the desks: what each package adds to it at wiring, shown to who may do it.

A desk is the part of the site where a person works, not shops. All have one layout
(`templates/layouts/desk.html`), whose navigation lists the sections of the desk somebody is at.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Desk(StrEnum):
    """Every desk by the beginning of its addresses."""

    PRODUCER = "/co-so-cua-toi"
    OFFICER = "/can-bo"
    OPERATOR = "/quan-tri"
    ACCOUNT = "/tai-khoan"

    def holds(self, path: str) -> bool:
        return path == self or path.startswith(f"{self}/")


@dataclass(frozen=True, slots=True)
class DeskSection:
    """A page that people come back to; `action` is the one its view declares.

    Those of lower rank come first; a phone shows the first four at its foot, the rest under "more".
    """

    desk: Desk
    endpoint: str
    icon: str  # of static/desk_icons
    word: Callable[[], str]
    action: str
    rank: int = 50


@dataclass(frozen=True, slots=True)
class DeskSections:
    """All of an application, and whose each desk is: the name of a producer, say, or an office."""

    sections: list[DeskSection] = field(default_factory=list)
    owners: dict[Desk, Callable[[], str | None]] = field(default_factory=dict)

    def add(self, section: DeskSection) -> None:
        self.sections.append(section)

    def __iter__(self) -> Iterator[DeskSection]:
        return iter(sorted(self.sections, key=lambda section: section.rank))
