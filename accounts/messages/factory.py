"""How messages leave, by the settings."""

from pathlib import Path
from urllib.parse import urlsplit

from accounts.messages.rules.postbox import MailTransport, Postbox, TextTransport
from accounts.messages.transports.folders import MailFolder, TextFolder
from accounts.messages.transports.http import SignedHttpText
from accounts.messages.transports.smtp import SmtpMail


def postbox_from(
    *,
    mail_url: str | None,
    mail_from: str | None,
    message_url: str | None,
    message_key: str,
    public_url: str,
    folder: Path,
) -> Postbox:
    """Into folders where nothing else is set; on a public site no text message ever is."""
    public = urlsplit(public_url)
    mail: MailTransport = SmtpMail(mail_url) if mail_url else MailFolder(folder / "mail")
    text: TextTransport | None = None
    if message_url:
        text = SignedHttpText(message_url, message_key)
    elif public.scheme != "https":
        text = TextFolder(folder / "messages")
    return Postbox(mail_from or f"Chợ Sao <khong-tra-loi@{public.hostname}>", mail, text)
