"""The ways messages leave, against servers that really listen."""

import hmac
import socket
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer

import orjson
import pytest
from aiosmtpd.controller import Controller

from accounts.messages.errors import TransportAway, Undeliverable
from accounts.messages.rules.postbox import TextMessage
from accounts.messages.transports.http import SignedHttpText
from accounts.messages.transports.smtp import SmtpMail

KEY = "k" * 32
TEXT = TextMessage("1-2", "+84912345678", "Mã 012345", "x.y", datetime(2026, 11, 28, tzinfo=UTC))


class Catcher:
    """Takes every mail but those for names that say how they are refused."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        name = address.partition("@")[0]
        if name.isdigit():
            return f"{name} refused"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(envelope)
        return "250 OK"


@pytest.fixture
def catcher():
    handler = Catcher()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    handler.url = f"smtp://127.0.0.1:{port}"
    yield handler
    controller.stop()


def mail_to(address):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Chợ Sao <a@example.vn>", address, "Mã: 012345"
    mail.set_content("Chào bạn")
    return mail


def test_a_mail_reaches_the_server(catcher):
    SmtpMail(catcher.url).send(mail_to("mai@example.vn"))

    (envelope,) = catcher.mails
    assert (envelope.mail_from, envelope.rcpt_tos) == ("a@example.vn", ["mai@example.vn"])


@pytest.mark.parametrize(("status", "error"), [(450, TransportAway), (550, Undeliverable)])
def test_a_refusal_is_for_now_or_for_good(catcher, status, error):
    with pytest.raises(error, match=str(status)):
        SmtpMail(catcher.url).send(mail_to(f"{status}@example.vn"))
    assert catcher.mails == []


def test_a_server_that_is_not_there_is_away():
    with pytest.raises(TransportAway):
        SmtpMail("smtp://127.0.0.1:1").send(mail_to("mai@example.vn"))


@contextmanager
def gateway(status):
    requests = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            requests.append((self.path, self.headers, body))
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sms", requests
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_text_message_is_signed(monkeypatch):
    with gateway(202) as (url, requests):
        SignedHttpText(url, KEY).send(TEXT)

    ((path, headers, body),) = requests
    assert path == "/sms"
    assert orjson.loads(body) == {
        "id": "1-2",
        "to": "+84912345678",
        "text": "Mã 012345",
        "event": "x.y",
        "created_at": "2026-11-28T00:00:00+00:00",
    }
    signed = headers["X-Timestamp"].encode() + b"." + body
    signature = hmac.digest(KEY.encode(), signed, sha256).hex()
    assert headers["X-Signature"] == f"sha256={signature}"
    assert headers["Idempotency-Key"] == "1-2"


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, Undeliverable), (302, Undeliverable), (429, TransportAway), (503, TransportAway)],
)
def test_a_gateway_refuses_for_now_or_for_good_and_leads_nowhere_else(status, error):
    with gateway(status) as (url, requests), pytest.raises(error):
        SignedHttpText(url, KEY).send(TEXT)
    assert len(requests) == 1


def test_a_gateway_that_is_not_there_is_away():
    with pytest.raises(TransportAway):
        SignedHttpText("http://127.0.0.1:1", KEY).send(TEXT)
