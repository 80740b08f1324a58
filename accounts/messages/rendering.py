"""What a message says, from its wording in the language of whom it is for.

`templates/emails/<package>/<name>/` holds `subject.txt`, `body.txt` and, for telephones, `sms.txt`.
The HTML of a mail says the same as its plain text.
"""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from flask import current_app, render_template

from accounts.messages.models import OutboxMessage
from accounts.messages.rules.postbox import TextMessage
from core.composition import services


def mail_of(message: OutboxMessage, *, sender: str) -> EmailMessage:
    subject, text = _worded(message, "subject.txt"), _worded(message, "body.txt")
    mail = EmailMessage()
    mail["Message-ID"] = f"<{message_id(message)}@{_host(sender)}>"
    mail["Date"] = format_datetime(message.created_at)
    mail["From"] = sender
    mail["To"] = Address(addr_spec=message.email or "")
    mail["Subject"] = " ".join(subject.split())
    mail["Content-Language"] = message.language
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(f"{text}\n")
    html = _rendered(message, "emails/mail.html", subject=subject, paragraphs=text.split("\n\n"))
    mail.add_alternative(html, subtype="html")
    return mail


def text_of(message: OutboxMessage) -> TextMessage:
    return TextMessage(
        id=message_id(message),
        to=message.phone or "",
        text=" ".join(_worded(message, "sms.txt").split()),
        event=message.event,
        created_at=message.created_at,
    )


def message_id(message: OutboxMessage) -> str:
    """By time, so that a folder of them is in order; the same each time it is tried."""
    return f"{message.created_at:%Y%m%dT%H%M%S}-{message.id}"


def _worded(message: OutboxMessage, part: str) -> str:
    folder = "emails/" + message.event.replace(".", "/", 1)
    return _rendered(message, f"{folder}/{part}").strip()


def _rendered(message: OutboxMessage, template: str, **more: object) -> str:
    """As for a visitor who reads that language at our public address."""
    with current_app.test_request_context(
        base_url=services().public_url, query_string={"lang": message.language}
    ):
        return render_template(template, **message.facts, **more)


def _host(sender: str) -> str:
    return sender.rpartition("@")[2].strip(">")
