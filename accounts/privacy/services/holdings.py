"""What each package keeps of people: registered at wiring, handed out and forgotten in one place.

A package that keeps something of a person adds a Holding; nothing else has to know of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from accounts.privacy.rules.own_rows import OwnRows


def nothing(_session: Session, _account_id: int) -> None:
    """For what the law keeps."""


@dataclass(frozen=True, slots=True)
class Holding:
    """`read` gives a person's own rows for their file; `forget` deletes what need not be kept.

    `kept` says, where something stays, what, why and how long.
    """

    name: str
    read: Callable[[Session, int], OwnRows]
    forget: Callable[[Session, int], None] = nothing
    kept: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """Those of an application, in the order in which packages have added them."""

    holdings: list[Holding] = field(default_factory=list)

    def add(self, holding: Holding) -> None:
        assert holding.name not in {known.name for known in self.holdings}, holding.name
        self.holdings.append(holding)

    def __iter__(self) -> Iterator[Holding]:
        return iter(self.holdings)
