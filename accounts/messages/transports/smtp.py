"""Mail by SMTP."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from accounts.messages.errors import TransportAway, Undeliverable

SECONDS = 20  # for each answer of the server
SUBMISSION, SMTPS = 587, 465
FOR_GOOD = 500  # the first status that is not worth another try
LOCAL = {"localhost", "127.0.0.1", "::1"}


class SmtpMail:
    """A MailTransport. Beyond this machine nothing is sent without TLS."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._is_tls = parts.scheme == "smtps"
        self._host = parts.hostname or ""
        self._port = parts.port or (SMTPS if self._is_tls else SUBMISSION)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")

    def send(self, mail: EmailMessage) -> None:
        try:
            with self._connected() as server:
                server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as refused:
            status, reason = next(iter(refused.recipients.values()))
            raise _failure(status, reason) from refused
        except smtplib.SMTPAuthenticationError as error:  # ours to mend, not the message's fault
            raise TransportAway(f"{error.smtp_code}: sign-in refused") from error
        except smtplib.SMTPResponseException as error:
            raise _failure(error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise TransportAway(str(error)) from error

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self._is_tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=SECONDS)
            if self._host not in LOCAL:
                server.starttls(context=context)
        if self._user:
            server.login(self._user, self._password)
        return server


def _failure(status: int, reason: bytes | str) -> Undeliverable | TransportAway:
    words = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
    kind = Undeliverable if status >= FOR_GOOD else TransportAway
    return kind(f"{status}: {' '.join(words.split())[:200]}")
