"""Audit trail: acts are collected in the session and written with its commit, append-only.

This hangs on SQLAlchemy's session events, here beside `record()`: whoever can record an act cannot
commit without its entry, be it through `transaction()` or with a session of a test's own.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import orjson
from sqlalchemy import DateTime, LargeBinary, event, insert
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from core.access.actors import Actor
from core.clock import now
from core.db.model import Base

RECORDED = "audit.recorded"  # where a session keeps them

# No floats: the database may give one back as another number, and its digest would be another.
Detail: TypeAlias = "str | int | Sequence[Detail] | Mapping[str, Detail] | None"


class AuditEntry(Base):
    """One official or financial act. `digest` is of its content, by whoever wrote it."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, object]] = mapped_column(JSONB)
    # None before migration 0010; since then the trigger that queues an entry asks for it.
    digest: Mapped[bytes | None] = mapped_column(LargeBinary)

    @property
    def content(self) -> bytes:
        """What digest and chain cover."""
        return _content(self.at, self.actor, self.action, self.subject, self.details)

    @property
    def is_as_written(self) -> bool:
        """Whether the content has its digest; where there is none, the chain alone can tell."""
        return self.digest in (None, hashlib.sha256(self.content).digest())


# Nobody asks for the ids; a flush, which does, takes three times as long.
WRITE = insert(AuditEntry).inline()


# What is not written yet, by the transaction or savepoint with which it stands and falls.
Recorded: TypeAlias = dict[SessionTransaction, list[dict[str, object]]]


def record(session: Session, *, actor: Actor, action: str, subject: str, **details: Detail) -> None:
    """Put an act on record, if and only if this transaction is committed.

    Asks the database nothing: the entry is written with the commit, and no writer waits for it.
    """
    at, details = now(), {**details, **_who(actor)}
    digest = hashlib.sha256(_content(at, actor.name, action, subject, details)).digest()
    entry = {
        "at": at, "actor": actor.name, "action": action, "subject": subject,
        "details": details, "digest": digest,
    }  # fmt: skip
    within = session.get_nested_transaction() or session.get_transaction() or session.begin()
    _recorded(session).setdefault(within, []).append(entry)


def _who(actor: Actor) -> dict[str, Detail]:
    """What tells people of one name apart, and whose helper somebody was."""
    who: dict[str, Detail] = {}
    if actor.account_id is not None:
        who["account"] = actor.account_id
    if actor.on_behalf_of:
        who["on_behalf_of"] = actor.on_behalf_of.name
    return who


def subject_of_file(path: Path) -> str:
    """The subject of an act on a file; its name may hold bytes that are no text."""
    return f"file:{path.name.encode(errors='replace').decode()}"


def write(session: Session) -> None:
    """Write what was recorded so far, after all else that this session has to write."""
    if entries := [*chain.from_iterable(_recorded(session).values())]:
        session.flush()
        session.connection().execute(WRITE, entries)
        _recorded(session).clear()


def _recorded(session: Session) -> Recorded:
    recorded: Recorded = session.info.setdefault(RECORDED, {})
    return recorded


def _content(
    at: datetime, actor: str, action: str, subject: str, details: Mapping[str, object]
) -> bytes:
    content = [at.timestamp(), actor, action, subject, details]
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)


@event.listens_for(Session, "before_commit")
def _write_last(session: Session) -> None:
    if not session.in_nested_transaction():  # it is called when a savepoint ends as well
        write(session)


@event.listens_for(Session, "after_commit")
def _hand_to_parent(session: Session) -> None:
    savepoint = session.get_nested_transaction()
    if savepoint is not None and savepoint.parent is not None:
        entries = _recorded(session).pop(savepoint, [])
        _recorded(session).setdefault(savepoint.parent, []).extend(entries)


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, ended: SessionTransaction) -> None:
    _recorded(session).pop(ended, None)
