"""Signing up: an account comes of a code, once, and nobody learns who has one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.confirmation.models import Confirmation
from accounts.messages.rules.postbox import Postbox
from accounts.people.errors import IdentifierTaken
from accounts.people.models import Account
from accounts.people.rules.identifiers import Identifier
from accounts.registration.services.sign_up import NewPerson, ask_to_sign_up, confirm_sign_up
from core.composition import Services
from tests.factories.messages import events, last_code, messages
from tests.factories.people import make_account
from tests.races import wait_until_someone_waits_for_a_lock
from tests.statements import statements

MAI = {
    "identifier": "mai@example.vn",
    "full_name": "Nguyễn Thị Mai",
    "password": "mot-mat-khau-dai",
}


def sign_up(client, **changes):
    return client.post("/dang-ky", data=MAI | changes)


def confirm(client, code):
    return client.post("/dang-ky/xac-nhan", data={"code": code})


def accounts(session):
    return session.scalar(select(func.count(Account.id)))


@pytest.mark.parametrize(
    ("typed", "kept"), [("Mai@Example.vn", "mai@example.vn"), ("0912 345 678", "+84912345678")]
)
def test_who_types_the_code_has_an_account_and_is_signed_in(client, session, typed, kept):
    answer = sign_up(client, identifier=typed)
    assert (answer.status_code, answer.location) == (303, "/dang-ky/xac-nhan")
    assert kept in client.get("/dang-ky/xac-nhan").text
    assert accounts(session) == 0

    code = last_code(session)
    answer = confirm(client, f"{code[:3]} {code[3:]}")

    assert (answer.status_code, answer.location) == (303, "/tai-khoan")
    account = session.scalars(select(Account)).one()
    assert (account.identifier, account.full_name) == (kept, "Nguyễn Thị Mai")
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    assert "Nguyễn Thị Mai" in client.get("/tai-khoan").text
    assert client.get_cookie("ma-sign-up") is None


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("identifier", "mai@", "Hãy gõ e-mail"),
        ("identifier", "x" * 10_000, "Nhiều nhất 254 ký tự"),
        ("identifier", "mai\x00@example.vn", "Hãy gõ e-mail"),
        ("full_name", "123", "Hãy gõ họ và tên"),
        ("full_name", "UBND xã", "giống tên cơ quan"),
        ("full_name", "a" * 10_000, "Hãy gõ họ và tên"),
        ("password", "bay-chu", "ít nhất 8 ký tự"),
        ("password", "matkhau123", "nhiều người dùng"),
        ("password", "Mai@example.vn", "không được trùng"),
        ("password", "x" * 10_001, "dài nhất 10000 ký tự"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    client, session, field, typed, sentence
):
    answer = sign_up(client, **{field: typed})

    assert answer.status_code == 422
    note = answer.text.split(f'id="{field}-note">')[1].split("</p>")[0]
    assert sentence in note
    kept = "Nguyễn Thị Mai" if field != "full_name" else "mai@example.vn"
    assert kept in answer.text
    assert session.scalar(select(func.count(Confirmation.id))) == 0
    assert messages(session) == []


def test_a_known_identifier_is_answered_like_a_new_one_by_the_same_work(client, session):
    make_account(session, email="known@example.vn")
    session.commit()
    sign_up(client)  # what is asked once in a process is asked

    with statements() as for_new:
        new = sign_up(client, identifier="new@example.vn")
    with statements() as for_known:
        known = sign_up(client, identifier="known@example.vn")

    assert for_known == for_new
    assert (known.status_code, known.location) == (new.status_code, new.location)
    assert events(session)[-2:] == ["accounts.sign_up_code", "accounts.sign_up_known"]
    page = client.get("/dang-ky/xac-nhan").text
    assert "known@example.vn" in page
    # Even the code that nobody was told makes no second account.
    answer = confirm(client, last_code(session))
    assert answer.status_code == 422
    assert accounts(session) == 1


def test_a_code_is_for_few_tries(client, session):
    sign_up(client)
    code = last_code(session)
    wrong = f"{(int(code) + 1) % 10**6:06}"

    left = [f"còn {n} lần thử" in confirm(client, wrong).text for n in (4, 3, 2, 1)]

    assert left == [True] * 4
    assert "Hãy gửi mã mới" in confirm(client, wrong).text
    assert confirm(client, code).status_code == 422
    assert accounts(session) == 0


def test_a_code_is_for_a_quarter_of_an_hour(client, session):
    sign_up(client)
    confirmation = session.scalars(select(Confirmation)).one()
    confirmation.expires_at -= timedelta(minutes=15)
    session.commit()

    assert confirm(client, last_code(session)).status_code == 422
    assert accounts(session) == 0


def test_a_code_is_used_once_but_for_a_second_tap(client, session):
    sign_up(client)
    token, code = client.get_cookie("ma-sign-up").value, last_code(session)
    assert confirm(client, code).status_code == 303
    client.delete_cookie("phien")
    client.set_cookie("ma-sign-up", token)

    assert confirm(client, code).status_code == 303
    assert accounts(session) == 1

    session.scalars(select(Confirmation)).one().used_at -= timedelta(minutes=2)
    session.commit()
    client.delete_cookie("phien")
    client.set_cookie("ma-sign-up", token)
    assert confirm(client, code).status_code == 422


def test_a_code_is_of_no_use_in_another_browser(app, client, session):
    sign_up(client)

    assert confirm(app.test_client(), last_code(session)).status_code == 422
    assert accounts(session) == 0


def test_a_new_code_takes_the_place_of_the_old(client, session):
    sign_up(client)
    old = last_code(session)
    for _ in range(5):
        confirm(client, "000000" if old != "000000" else "111111")

    assert client.post("/dang-ky/gui-lai").status_code == 303
    new = last_code(session)
    assert new == old or confirm(client, old).status_code == 422
    assert confirm(client, new).status_code == 303


def test_nobody_is_sent_codes_without_end(client, session):
    answers = [sign_up(client).status_code for _ in range(12)]

    assert answers == [303] * 10 + [429] * 2
    assert len(messages(session)) == 10
    # Whoever it is about asks from elsewhere, and is sent theirs.
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.post("/dang-ky", data=MAI, environ_overrides=elsewhere).status_code == 303


def test_without_text_messages_nobody_signs_up_by_phone(app, client, session):
    postbox = Services.of(app)[Postbox]
    Services.of(app)[Postbox] = Postbox(postbox.sender, postbox.mail, None)
    try:
        answer = sign_up(client, identifier="0912345678")
        page = client.get("/dang-ky").text
    finally:
        Services.of(app)[Postbox] = postbox

    assert answer.status_code == 422
    assert "Hãy dùng e-mail" in answer.text
    assert "số điện thoại" not in page.split("identifier-note")[2]


PERSON = NewPerson(Identifier(email="mai@example.vn"), "Nguyễn Thị Mai", "mot-mat-khau-dai", "vi")


def ask(engine):
    with Session(engine) as session, session.begin():
        return ask_to_sign_up(session, PERSON, source="")


def codes(engine):
    with Session(engine) as session:
        return [str(message.facts["code"]) for message in messages(session)]


def test_a_code_sent_twice_at_once_makes_one_account(committed):
    token = ask(committed)
    (code,) = codes(committed)

    def second():
        with Session(committed) as session, session.begin():
            return confirm_sign_up(session, token, code).account_id

    with ThreadPoolExecutor(1) as pool, Session(committed) as session:
        first = confirm_sign_up(session, token, code).account_id
        other = pool.submit(second)
        wait_until_someone_waits_for_a_lock(committed)
        session.commit()
        assert other.result() == first is not None
        assert accounts(session) == 1


def test_of_two_who_confirm_one_identifier_the_first_has_it(committed):
    tokens = [ask(committed), ask(committed)]
    first, second = codes(committed)

    def later():
        with Session(committed) as session, session.begin():
            confirm_sign_up(session, tokens[1], second)

    with ThreadPoolExecutor(1) as pool, Session(committed) as session:
        assert confirm_sign_up(session, tokens[0], first).account_id is not None
        other = pool.submit(later)
        wait_until_someone_waits_for_a_lock(committed)
        session.commit()
        with pytest.raises(IdentifierTaken):
            other.result()
        assert accounts(session) == 1
