"""Messages put into folders to be read there: for trial runs and tests.

A message has the same name each time it is tried, so that it lies there once.
"""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path

import orjson

from accounts.messages.errors import TransportAway
from accounts.messages.rules.postbox import TextMessage
from core.files import write_whole


class MailFolder:
    """A MailTransport: one `.eml` file for each mail."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, mail: EmailMessage) -> None:
        name = mail["Message-ID"].strip("<>").partition("@")[0]
        _put(self._folder / f"{name}.eml", mail.as_bytes(policy=SMTP))

    def words_of(self, name: str) -> str | None:
        """What a mail says, if it lies here."""
        try:
            mail = message_from_bytes((self._folder / f"{name}.eml").read_bytes(), policy=default)
        except OSError:
            return None
        body = mail.get_body(["plain"])
        return body.get_content() if body else None


class TextFolder:
    """A TextTransport: one `.json` file for each message."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: TextMessage) -> None:
        content = {
            "to": message.to,
            "text": message.text,
            "event": message.event,
            "created_at": message.created_at.isoformat(),
        }
        _put(self._folder / f"{message.id}.json", orjson.dumps(content))

    def words_of(self, name: str) -> str | None:
        """What a message says, if it lies here."""
        try:
            return str(orjson.loads((self._folder / f"{name}.json").read_bytes())["text"])
        except OSError:
            return None


def _put(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, content)
    except OSError as error:
        raise TransportAway(str(error)) from error
