"""Tasks of a producer's day: each package adds a source, the page "Today" shows them all.

A source makes one query, however many products there are, and words its tasks as one would say
them to a neighbour: what is so, and what to do now.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from core.web.desks.weights import Weight


@dataclass(frozen=True, slots=True)
class DeskTask:
    """One thing to do; of equal weight, the one with the smaller `rank` comes first."""

    weight: Weight
    title: str
    note: str
    href: str  # where it is done, one tap away
    icon: str  # of static/desk_icons
    rank: int = 0


@dataclass(frozen=True, slots=True)
class TaskSource:
    """`read` gives the tasks of a producer on a day, to those who may do `action` there."""

    action: str
    read: Callable[[Session, int, date], Iterable[DeskTask]]


@dataclass(frozen=True, slots=True)
class TaskSources:
    """Those of an application."""

    sources: list[TaskSource] = field(default_factory=list)

    def add(self, source: TaskSource) -> None:
        self.sources.append(source)

    def tasks(
        self, session: Session, producer_id: int, day: date, *, may: Callable[[str], bool]
    ) -> list[DeskTask]:
        """What there is to do for somebody who `may` do these actions, largest first."""
        tasks = [
            task
            for source in self.sources
            if may(source.action)
            for task in source.read(session, producer_id, day)
        ]
        return sorted(tasks, key=lambda task: (-task.weight, task.rank, task.title))
