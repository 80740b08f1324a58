"""Officers are told what waits for them, and what became of what they proposed, each once."""

from sqlalchemy import select

from accounts.messages.models import OutboxMessage
from accounts.messages.rendering import mail_of
from accounts.people.models import Account
from certification.officers import jobs
from tests.certification.officers.test_pending import proposed, say  # noqa: F401 - a fixture


def letters(session):
    return session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def name_of(session, letter):
    return session.scalar(select(Account.full_name).where(Account.id == letter.account_id))


def text(letter):
    return mail_of(letter, sender="cho-sao@example.vn").get_body(("plain",)).get_content()


def test_the_others_of_the_province_are_told_once(session, minh, stranger, proposed):  # noqa: F811
    number = int(proposed.rpartition("/")[2])

    for _again in range(2):
        jobs.tell_second_persons(act_id=number)

    [letter] = letters(session)
    assert name_of(session, letter) == "Lê Văn Minh"
    assert "Trần Thị Lan đề nghị" in text(letter)
    assert f"http://localhost{proposed}" in text(letter)


def test_who_proposed_it_is_told_the_refusal_and_its_reason(session, minh, proposed):  # noqa: F811
    say(minh, proposed, "refuse", reason="chưa có kết luận")
    number = int(proposed.rpartition("/")[2])

    jobs.tell_second_persons(act_id=number)  # too late: nothing waits any more
    jobs.tell_first_person(act_id=number)

    [letter] = letters(session)
    assert name_of(session, letter) == "Trần Thị Lan"
    assert "bị từ chối" in text(letter)
    assert "chưa có kết luận" in text(letter)
