"""A form that is sent twice does something once; what was changed in between is a new form."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from flask import get_flashed_messages
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from core.clock import now
from core.db.idempotency.sent_forms import SentForm, forget_old
from core.web.requests.once import SentBefore, claim_once, now_leads_to
from tests.races import wait_until_someone_waits_for_a_lock

PAGE = "/tra-cuu"
SENT = {"once": "abc", "ma": "7K3MX9QF2Z"}


@pytest.fixture
def claim(app, session):
    def claim(sent=SENT, path=PAGE, into=session, leads_to=""):
        with app.test_request_context(path, method="POST", data=dict(sent)):
            claim_once(into, leads_to)

    return claim


def count(session):
    return session.scalar(select(func.count()).select_from(SentForm))


def test_the_second_sending_is_led_where_the_first_one_went(app, session, claim):
    claim(leads_to="/san-pham")

    with pytest.raises(SentBefore) as repeated:
        claim()

    assert repeated.value.facts == {"location": "/san-pham"}
    assert count(session) == 1
    with app.test_request_context(PAGE):
        answer = app.make_response(app.handle_user_exception(repeated.value))
        assert len(get_flashed_messages()) == 1
    assert (answer.status_code, answer.location) == (303, "/san-pham")


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/tra-cuu", "/tra-cuu"),
        ("/co-so-cua-toi/thanh-vien/7", "/co-so-cua-toi/thanh-vien"),
        ("/co-so-cua-toi/thanh-vien/loi-moi/7", "/co-so-cua-toi/thanh-vien"),
        ("/dang-xuat", "/"),
    ],
)
def test_a_repetition_is_led_to_the_nearest_page(claim, address, page):
    claim(path=address)

    with pytest.raises(SentBefore) as repeated:
        claim(path=address)
    assert repeated.value.facts == {"location": page}


def test_a_page_made_by_the_form_is_where_it_leads(app, session, claim):
    with app.test_request_context(PAGE, method="POST", data=SENT):
        claim_once(session)
        now_leads_to(session, "/san-pham/moi")

    with pytest.raises(SentBefore) as repeated:
        claim()
    assert repeated.value.facts == {"location": "/san-pham/moi"}


@pytest.mark.parametrize(
    "other",
    [
        ({"once": "abc", "ma": "7K3MX9QF2A"}, PAGE),
        ({"once": "abd", "ma": "7K3MX9QF2Z"}, PAGE),
        (SENT, "/bao-cao"),
    ],
    ids=["changed", "shown again", "elsewhere"],
)
def test_another_form_is_no_repetition(session, claim, other):
    claim()
    claim(*other)

    assert count(session) == 2


def test_what_programs_send_has_no_mark_and_is_never_a_repetition(session, claim):
    claim({"ma": "7K3MX9QF2Z"})
    claim({"ma": "7K3MX9QF2Z"})

    assert count(session) == 0


def test_files_belong_to_the_form_and_can_still_be_read(app, session):
    for content in (b"one", b"two"):
        files = {"once": "abc", "photo": (BytesIO(content), "a.jpg")}
        with app.test_request_context(PAGE, method="POST", data=files) as context:
            claim_once(session)
            assert context.request.files["photo"].read() == content

    assert count(session) == 2


def test_two_taps_at_once_do_something_once(app, committed, claim):
    def tap():
        with Session(committed) as session, session.begin():
            claim(into=session)

    with ThreadPoolExecutor() as pool, Session(committed) as first:
        claim(into=first)
        second = pool.submit(tap)
        wait_until_someone_waits_for_a_lock(committed)
        first.commit()
        with pytest.raises(SentBefore):
            second.result(timeout=10)

    with Session(committed) as session:
        assert count(session) == 1


def test_a_tap_counts_when_the_one_before_failed(app, committed, claim):
    with Session(committed) as first:
        claim(into=first)
        first.rollback()
    with Session(committed) as second, second.begin():
        claim(into=second)
        assert count(second) == 1


def test_old_marks_are_forgotten(session, claim):
    claim()
    claim({"once": "new"})
    old = session.scalars(select(SentForm.digest)).first()
    three_days_ago = now() - timedelta(days=3)
    session.execute(update(SentForm).where(SentForm.digest == old).values(sent_at=three_days_ago))

    forget_old(session)

    assert count(session) == 1
