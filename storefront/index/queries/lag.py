"""Index lag: whether the search index is behind the database, so that its counts mislead."""

import threading
import time
from datetime import date, timedelta
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.db.reading import ReadSession
from core.jobs.waiting import is_late
from storefront.index.models import IndexCalendar

LOCK = "search-index"  # of all jobs that write the index: they are done one after the other
LATE = timedelta(seconds=5)  # a change is in the index after one or two
MEMO_SECONDS = 1.0
ONE_DAY = timedelta(days=1)
_LAG = select(
    is_late(LOCK, LATE), select(IndexCalendar.followed_to).scalar_subquery().label("followed_to")
)


def is_behind(session: Session, today: date) -> bool:
    """Whether changes have waited for the index, at most a second ago.

    A document knows its next change of standing and no later one: two days after the calendar was
    followed last, a second one may have passed.
    """
    late, followed_to = _memo_of(session).lag(session)
    return late or (followed_to is not None and followed_to < today - ONE_DAY)


class LagMemo:
    """The answer of a database, remembered for a second: lists are asked for most of all pages."""

    def __init__(self) -> None:
        self._lag: tuple[bool, date | None] = (False, None)
        self._until = 0.0
        self._asking = threading.Lock()

    def lag(self, session: Session) -> tuple[bool, date | None]:
        # While one thread asks, the others go on with the answer of a moment ago.
        if time.monotonic() >= self._until and self._asking.acquire(blocking=not self._until):
            try:
                if time.monotonic() >= self._until:
                    late, followed_to = session.execute(_LAG).one()
                    self._lag = bool(late), followed_to
                    self._until = time.monotonic() + MEMO_SECONDS
            finally:
                self._asking.release()
        return self._lag


_memos: WeakKeyDictionary[object, LagMemo] = WeakKeyDictionary()  # by database


def _memo_of(session: Session) -> LagMemo:
    """A session that reads has a connection of its own: its engine is what stays."""
    bind = session.engine if isinstance(session, ReadSession) else session.get_bind()
    return _memos.setdefault(bind, LagMemo())
