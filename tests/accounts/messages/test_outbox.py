"""What the operator sees of messages: where they went, and in a trial run what they say."""

import pytest

from accounts.messages import jobs
from accounts.messages.services.writing import Letter, write_message
from accounts.people.rules.identifiers import Identifier
from core.access.roles import Role
from tests.factories.messages import messages
from tests.factories.people import make_account, signed_in
from tests.statements import statements


def write(session, key, to, event="accounts.sign_up_code"):
    write_message(session, to, Letter(event, key, {"code": "012345", "minutes": 15}))
    session.commit()


@pytest.fixture
def operator(app, session):
    return signed_in(app, session, make_account(session, Role.OPERATOR, is_trial=True))


def test_the_operator_reads_what_a_trial_run_has_written(session, operator):
    assert "Chưa có tin nhắn nào" in operator.get("/quan-tri/tin-nhan").text
    write(session, "1", Identifier(email="mai@example.vn"))
    write(session, "2", Identifier(phone="+84912345678"))
    write(session, "3", Identifier(email="nobody@example.vn"), "accounts.reset.nobody")
    for message in messages(session):
        jobs.send_message(message_id=message.id)
    write(session, "4", Identifier(email="waits@example.vn"))

    page = operator.get("/quan-tri/tin-nhan").text

    assert page.count("012345") == 2
    states = [page.count(word) for word in ("Đã gửi<", "Không có ai để gửi", "Đang chờ")]
    assert states == [2, 1, 1]


def test_a_long_list_is_read_on_by_as_many_statements(session, operator):
    write(session, "0", Identifier(email="mai@example.vn"))
    with statements() as for_one:
        operator.get("/quan-tri/tin-nhan")
    for n in range(1, 52):
        write(session, str(n), Identifier(email="mai@example.vn"))
    with statements() as for_many:
        page = operator.get("/quan-tri/tin-nhan").text

    assert for_many == for_one
    last = messages(session)[2].id
    assert f"truoc={last}" in page
    assert operator.get(f"/quan-tri/tin-nhan?truoc={last}").text.count("rows__row") == 2
    assert operator.get("/quan-tri/tin-nhan?truoc=x").status_code == 200


@pytest.mark.parametrize("role", [None, Role.AUDITOR])
def test_nobody_else_reads_them(app, session, role):
    browser = signed_in(app, session, make_account(session, role, is_trial=True))

    assert browser.get("/quan-tri/tin-nhan").status_code == 404
