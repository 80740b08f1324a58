"""Editions of what the public sees: while the edition is the same, so is every page made of it.

A trigger on every public table notes that a transaction changes it, in that transaction (migration
0008). The sum of these notes is the edition: it grows with every commit of a change, never shrinks,
and shows exactly when the change does. Nobody has to remember to tell anybody.
"""

from typing import NamedTuple

from sqlalchemy import BigInteger, Identity, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import sessions
from core.db.model import Base

FEW = 32  # notes that cost nothing to add up


class PublicChange(Base):
    """Changes on one topic, noted by a trigger; one row may stand for many."""

    __tablename__ = "public_change"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    topic: Mapped[str]
    changes: Mapped[int] = mapped_column(BigInteger, server_default="1")


class Edition(NamedTuple):
    """How often each topic has changed: "12", or within the third change of one's own "13.3".

    `places`: provinces and communes, old and new. `record`: who makes what, from where, under
    which code and certificate. `offers`: price and stock.
    """

    places: str = "0"
    record: str = "0"
    offers: str = "0"

    @property
    def but_offers(self) -> tuple[str, str]:
        """For pages on which nothing is sold."""
        return self.places, self.record


# The trigger counts a transaction's own changes where that transaction alone can see them.
QUESTION = """
    SELECT topic, concat_ws('.', sum(changes),
        nullif(current_setting('chosao.changes_' || topic, true), ''))
    FROM public_change GROUP BY topic
"""


def edition() -> Edition:
    """What is committed at this moment. Asked before what a page is made of."""
    return Edition(**dict(sessions.fetch_all(QUESTION)))


def gather(session: Session) -> None:
    """Let one row stand for many notes; the edition stays as it is, also for others meanwhile."""
    if (session.scalar(select(func.count(PublicChange.id))) or 0) <= FEW:
        return
    gone = delete(PublicChange).returning(PublicChange.topic, PublicChange.changes).cte("gone")
    sums = select(gone.c.topic, func.sum(gone.c.changes)).group_by(gone.c.topic)
    session.execute(insert(PublicChange).from_select(["topic", "changes"], sums))
