"""Jobs that send messages.

A message is noted as sent after it left. A worker that is killed in between sends it again under
the same id, by which folders keep one, gateways do (`Idempotency-Key`), and mailboxes may
(`Message-ID`): that once is not in our hand.
"""

import logging

from sqlalchemy.exc import OperationalError

from accounts.messages.errors import TransportAway, Undeliverable
from accounts.messages.models import OutboxMessage
from accounts.messages.rendering import mail_of, text_of
from accounts.messages.rules.postbox import Postbox
from accounts.messages.services.sending import drop, forget_messages, note_sent, overdue
from accounts.messages.services.writing import WRITTEN
from core.composition import services
from core.db.sessions import read_session, transaction
from core.jobs.handlers import handler

NOBODY = ".nobody"  # how the event ends that is written for the sake of equal work, and never sent
log = logging.getLogger(__name__)


@handler(WRITTEN, lane="messages", unavailable=(TransportAway, OperationalError))
def send_message(message_id: int) -> None:
    with read_session() as session:
        message = session.get(OutboxMessage, message_id)
    if message is None or message.is_done:
        return
    try:
        why = overdue(message) or _sent(message, services()[Postbox])
    except Undeliverable as refused:
        why = str(refused)
        log.warning("message %s was refused: %s", message_id, why)
    with transaction() as session:
        if why:
            drop(session, message_id, why)
        else:
            note_sent(session, message_id)


@handler("messages.forgotten", cron="17 3 * * *")
def forget(timestamp: int) -> None:
    with transaction() as session:
        forget_messages(session)


def _sent(message: OutboxMessage, postbox: Postbox) -> str | None:
    """Why it was not, if so. Raises Undeliverable, TransportAway."""
    if message.event.endswith(NOBODY):
        return "nobody"
    if message.email:
        postbox.mail.send(mail_of(message, sender=postbox.sender))
    elif postbox.text is None:
        return "no transport"
    else:
        postbox.text.send(text_of(message))
    return None
