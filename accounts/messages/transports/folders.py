"""Messages put into folders to be read there: for trial runs and tests.

A message has the same name each time it is tried, so that it lies there once.
"""

from email.message import EmailMessage
from email.policy import SMTP
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


def _put(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, content)
    except OSError as error:
        raise TransportAway(str(error)) from error
