"""`/quan-tri/tin-nhan`: what was written to people; in a trial run also what it says."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.messages.models import OutboxMessage
from accounts.messages.queries.outbox import SHOWN, newest_messages
from accounts.messages.rendering import message_id
from accounts.messages.rules.postbox import Postbox
from accounts.messages.transports.folders import MailFolder, TextFolder
from core.access.declared import allowed
from core.composition import services
from core.db.sessions import read_session
from core.web.desks.sections import Desk, DeskSection

READ = "message.read"
SECTION = DeskSection(Desk.OPERATOR, "outbox.show", "mail", lambda: _("Tin nhắn"), READ, rank=80)
LONGEST_NUMBER = 9
bp = Blueprint("outbox", __name__)


@bp.get("/quan-tri/tin-nhan")
@allowed(READ)
def show() -> ResponseReturnValue:
    typed = request.args.get("truoc", "")
    before = int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else None
    with read_session() as session:
        messages = newest_messages(session, before=before)
    return render_template(
        "accounts/messages/outbox.html",
        messages=messages,
        words=_words(messages),
        older=messages[-1].id if len(messages) == SHOWN else None,
    )


def _words(messages: Sequence[OutboxMessage]) -> Mapping[int, str]:
    """Of those that lie in folders, as they do in a trial run; elsewhere nobody reads along."""
    postbox = services()[Postbox]
    words = {}
    for message in messages:
        transport = postbox.mail if message.email else postbox.text
        if isinstance(transport, MailFolder | TextFolder) and not services().https:
            words[message.id] = transport.words_of(message_id(message))
    return {number: text for number, text in words.items() if text}
