"""Messages leave once, in the language of whom they are for, or say why they did not."""

import email
from datetime import timedelta
from email.policy import default

import orjson
import pytest
from sqlalchemy import update

from accounts.messages import jobs
from accounts.messages.errors import TransportAway, Undeliverable
from accounts.messages.models import OutboxMessage
from accounts.messages.rules.postbox import Postbox
from accounts.messages.services.sending import forget_messages
from accounts.messages.services.writing import Letter, notify, write_message
from accounts.people.rules.identifiers import Identifier
from core.clock import now
from core.composition import Services
from core.limits.attempts import AttemptCount
from core.limits.limit import TooManyAttempts
from tests.factories.messages import events, messages
from tests.factories.people import make_account

MAIL, PHONE = Identifier(email="mai@example.vn"), Identifier(phone="+84912345678")
CODE = {"code": "012345", "minutes": 15}


class Transport:
    """Keeps what it is given, once it no longer refuses."""

    def __init__(self, *refusals):
        self.refusals, self.sent = [*refusals], []

    def send(self, message):
        if self.refusals:
            raise self.refusals.pop(0)
        self.sent.append(message)


@pytest.fixture
def postbox(app):
    services = Services.of(app)
    ordinary = services[Postbox]
    services[Postbox] = Postbox("Chợ Sao <khong-tra-loi@example.vn>", Transport(), Transport())
    yield services[Postbox]
    services[Postbox] = ordinary


def write(session, to=MAIL, event="accounts.sign_up_code", key="1", **more):
    write_message(session, to, Letter(event, key, CODE, **more.pop("letter", {})), **more)
    session.commit()
    return messages(session)[-1]


def send(session, message):
    jobs.send_message(message_id=message.id)
    session.expire_all()
    return session.get_one(OutboxMessage, message.id)


def test_a_mail_says_the_same_in_plain_text_and_html(session, postbox):
    sent = send(session, write(session))

    (mail,) = postbox.mail.sent
    plain, html = (mail.get_body([kind]).get_content() for kind in ("plain", "html"))
    assert (mail["To"], mail["From"]) == ("mai@example.vn", "Chợ Sao <khong-tra-loi@example.vn>")
    assert mail["Subject"] == "Mã xác nhận của bạn: 012345"
    assert "\n\n012345\n\n" in plain
    assert '<p class="code">012345</p>' in html
    assert sent.sent_at is not None
    assert sent.facts == {}  # the code is nowhere any more


def test_a_text_message_has_one_line(session, postbox):
    send(session, write(session, PHONE))

    (message,) = postbox.text.sent
    assert message.to == "+84912345678"
    assert message.text == "Chợ Sao: mã xác nhận 012345, dùng trong 15 phút. Đừng đưa ai."


EVENTS = (
    "sign_up_code", "sign_up_known", "reset_code", "contact_code", "contact_known",
    "contact_changed", "password_changed",
)  # fmt: skip


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_its_words_in_both_languages(session, postbox, event):
    for language in ("vi", "en"):
        for number, to in enumerate((MAIL, PHONE)):
            key = f"{language}{number}"
            send(session, write(session, to, f"accounts.{event}", key, language=language))

    vietnamese, english = (mail.get_body(["plain"]).get_content() for mail in postbox.mail.sent)
    assert vietnamese != english
    assert "Cho Sao" in postbox.text.sent[1].text
    assert max(len(message.text) for message in postbox.text.sent) <= 100


def test_what_happens_twice_is_written_of_once(session, postbox):
    message = write(session)
    write(session)
    send(session, message)
    send(session, message)

    assert len(messages(session)) == 1
    assert len(postbox.mail.sent) == 1


def test_a_worker_killed_in_between_sends_it_again_under_the_same_name(
    session, postbox, monkeypatch
):
    message = write(session)
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "note_sent", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            jobs.send_message(message_id=message.id)
    send(session, message)

    first, again = postbox.mail.sent
    assert first["Message-ID"] == again["Message-ID"]


def test_what_is_refused_for_good_is_dropped_with_the_reason(session, postbox):
    postbox.mail.refusals.append(Undeliverable("550: no such mailbox"))

    dropped = send(session, write(session))

    assert (dropped.sent_at, dropped.dropped_why) == (None, "550: no such mailbox")
    assert dropped.facts == {}


def test_what_cannot_be_sent_now_waits(session, postbox):
    postbox.mail.refusals.append(TransportAway("no answer"))
    message = write(session)

    with pytest.raises(TransportAway):
        jobs.send_message(message_id=message.id)
    assert send(session, message).sent_at is not None


def test_a_code_that_has_expired_is_not_sent_any_more(session, postbox):
    message = write(session, letter={"expires_at": now() - timedelta(seconds=1)})

    assert send(session, message).dropped_why == "expired"
    assert postbox.mail.sent == []


def test_what_is_for_nobody_goes_nowhere(session, postbox):
    message = write(session, event="accounts.reset.nobody")

    assert send(session, message).dropped_why == "nobody"
    assert postbox.mail.sent == []


def test_a_number_gets_twenty_text_messages_a_day_and_a_row_of_numbers_a_hundred(session):
    for n in range(20):
        write(session, PHONE, key=f"one {n}")
    with pytest.raises(TooManyAttempts):
        write(session, PHONE, key="one more")
    session.rollback()
    session.execute(
        update(AttemptCount).where(AttemptCount.limit_name == "text.prefix").values(attempts=100)
    )
    with pytest.raises(TooManyAttempts):
        write(session, Identifier(phone="+84912349999"), key="beside")
    session.rollback()

    write(session, Identifier(phone="+84987654321"), key="elsewhere")
    assert len(messages(session)) == 21


def test_beyond_the_limit_what_is_told_happens_all_the_same(session):
    account = make_account(session, email=None, phone="+84912345678")
    for n in range(22):
        notify(session, account, Letter("accounts.password_changed", key=f"{n}"))
    session.commit()

    assert events(session) == ["accounts.password_changed"] * 20


def test_messages_are_forgotten_after_thirty_days(session):
    old, new = write(session, key="old"), write(session, key="new")
    old.created_at = now() - timedelta(days=31)
    session.flush()

    forget_messages(session)

    assert [message.key for message in messages(session)] == [new.key]


def test_a_trial_run_keeps_them_in_folders(app, session, settings):
    for number, to in enumerate((MAIL, PHONE)):
        send(session, write(session, to, key=str(number)))

    (mail,) = (settings.var_root / "mail").glob("*.eml")
    read = email.message_from_bytes(mail.read_bytes(), policy=default)
    assert read["To"] == "mai@example.vn"
    (text,) = (settings.var_root / "messages").glob("*.json")
    content = orjson.loads(text.read_bytes())
    assert content.keys() == {"to", "text", "event", "created_at"}
    assert (content["to"], content["event"]) == ("+84912345678", "accounts.sign_up_code")
