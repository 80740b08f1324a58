"""Writing to a person: the message is kept in this transaction, and a job sends it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from accounts.messages.models import OutboxMessage
from accounts.messages.rules.limits import subjects
from accounts.people.models import Account
from accounts.people.rules.identifiers import Identifier
from core.jobs.queue import defer
from core.limits.attempts import count_attempt
from core.limits.limit import TooManyAttempts

WRITTEN = "message.written"


@dataclass(frozen=True, slots=True)
class Letter:
    """One message. `key` names what it is about: whatever happens twice is written of once.

    `event` names the wording, `templates/emails/<package>/<name>/` for `<package>.<name>`.
    """

    event: str
    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    expires_at: datetime | None = None


def write_message(
    session: Session,
    to: Identifier,
    letter: Letter,
    *,
    account_id: int | None = None,
    language: str = "vi",
) -> bool:
    """Keep a message to be sent once; returns whether it is a new one.

    Raises TooManyAttempts when a number gets no more text messages today; the transaction is to
    be rolled back then.
    """
    if to.phone:
        count_attempt(session, subjects(to.phone))
    number = session.scalar(
        insert(OutboxMessage)
        .values(
            key=letter.key,
            event=letter.event,
            email=to.email,
            phone=None if to.email else to.phone,
            account_id=account_id,
            language=language,
            facts=dict(letter.facts),
            expires_at=letter.expires_at,
        )
        .on_conflict_do_nothing(index_elements=[OutboxMessage.key])
        .returning(OutboxMessage.id)
    )
    if number is not None:
        defer(session, WRITTEN, message_id=number)
    return number is not None


def notify(session: Session, account: Account, letter: Letter) -> None:
    """Write to a person where they can be reached: by mail, or else by text message.

    Beyond the limit of text messages nothing is written, and what it is about happens all the same.
    """
    to = Identifier(email=account.email, phone=account.phone)
    if not str(to):
        return
    with suppress(TooManyAttempts), session.begin_nested():
        write_message(session, to, letter, account_id=account.id, language=account.language)
