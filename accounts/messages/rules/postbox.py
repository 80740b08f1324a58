"""Ports by which messages leave: mail, and text messages (SMS or Zalo)."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TextMessage:
    """A message to a telephone. `id` is the same each time it is tried."""

    id: str
    to: str  # E.164
    text: str
    event: str
    created_at: datetime


class MailTransport(Protocol):
    """Raises Undeliverable, TransportAway. Its Message-ID is the same each time it is tried."""

    def send(self, mail: EmailMessage) -> None: ...


class TextTransport(Protocol):
    """Raises Undeliverable, TransportAway."""

    def send(self, message: TextMessage) -> None: ...


@dataclass(frozen=True, slots=True)
class Postbox:
    """How messages leave this site; without `text` nobody is known by a number alone."""

    sender: str  # of mails, as in a From header
    mail: MailTransport
    text: TextTransport | None
