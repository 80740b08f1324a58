"""`/quan-tri/ho-so`: the queue, decisions over HTTP, and what everybody else gets."""

import pytest
from sqlalchemy import select, text

from core.access.roles import Role
from marketplace.sellers.models.applications import ChecklistCheck, SellerApplication
from tests.factories.catalogue import make_producer
from tests.factories.people import make_account, signed_in
from tests.factories.sellers import make_application


@pytest.fixture
def operator(app, session):
    return signed_in(app, session, make_account(session, Role.OPERATOR))


@pytest.fixture
def application(session):
    thai_nguyen = session.scalar(text("SELECT id FROM province WHERE slug = 'thai-nguyen'"))
    application = make_application(session, make_account(session), province_id=thai_nguyen)
    session.commit()
    return application


def address(application, item=None):
    return f"/quan-tri/ho-so/{application.id}" + (f"/muc/{item}" if item else "")


def state(session, application):
    return session.scalar(
        select(SellerApplication.state).where(SellerApplication.id == application.id)
    )


def test_the_queue_shows_who_waits_and_filters(operator, session, application):
    make_application(session, make_account(session), is_submitted=False, name="Nháp của Lan")
    session.commit()

    queue = operator.get("/quan-tri/ho-so").text

    assert application.name in queue
    assert "Nháp của Lan" not in operator.get("/quan-tri/ho-so?trang_thai=").text
    for query in ("loai=cooperative", "tinh=an-giang", "q=khong%25co", "trang_thai=refused"):
        assert application.name not in operator.get(f"/quan-tri/ho-so?{query}").text
    for query in ("loai=household", "tinh=thai-nguyen", "q=hộ+kinh", "trang=x", "trang=0"):
        assert application.name in operator.get(f"/quan-tri/ho-so?{query}").text


def test_a_decision_is_made_once_and_the_second_hears_of_it(operator, session, application):
    first = operator.post(address(application), data={"decision": "approve", "reason": "Đủ"})
    second = operator.post(address(application), data={"decision": "refuse", "reason": "Không"})

    assert (first.status_code, first.location) == (303, address(application))
    assert second.status_code == 409
    assert "“Đã duyệt”" in second.text
    assert state(session, application) == "approved"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"decision": "refuse", "reason": ""}, "reason"),
        ({"decision": "approve", "reason": ""}, "reason"),  # something would be waived
        ({"decision": "promote", "reason": "x"}, "decision"),
        ({}, "decision"),
    ],
)
def test_what_is_missing_is_said_at_its_field(operator, session, application, data, field):
    answer = operator.post(address(application), data=data)

    assert answer.status_code == 422
    assert f'id="{field}-note"' in answer.text
    assert state(session, application) == "submitted"


@pytest.mark.parametrize(
    ("item", "data", "status"),
    [
        ("registration", {"outcome": "verified"}, 303),
        ("registration", {"outcome": "rejected", "reason": "Ảnh mờ"}, 303),
        ("registration", {"outcome": "rejected"}, 422),
        ("bank_account", {"outcome": "verified"}, 422),  # a rule computes it
        ("tax_code", {"outcome": "waived", "reason": "x"}, 422),
        ("electronic_authentication", {"outcome": "waived", "reason": "Chưa bắt buộc"}, 303),
        ("alcohol_licence", {"outcome": "verified"}, 404),  # does not count for it
        ("nothing", {"outcome": "verified"}, 404),
    ],
)
def test_an_item_is_checked_by_hand(operator, session, application, item, data, status):
    assert operator.post(address(application, item), data=data).status_code == status
    checks = session.scalars(select(ChecklistCheck.outcome)).all()
    assert checks == ([data["outcome"]] if status == 303 else [])


@pytest.mark.parametrize(
    ("role", "read", "decided"),
    [(None, 404, 404), (Role.AUDITOR, 200, 403), (Role.PROMOTION_STAFF, 404, 404)],
)
def test_others_decide_nothing(app, session, application, role, read, decided):
    browser = signed_in(app, session, make_account(session, role))

    assert browser.get(address(application)).status_code == read
    answer = browser.post(address(application), data={"decision": "approve", "reason": "x"})
    assert answer.status_code == decided
    assert state(session, application) == "submitted"


def test_nobody_decides_about_their_own(app, session):
    person = make_account(session, Role.OPERATOR)
    own = make_application(session, person)
    browser = signed_in(app, session, person)

    assert browser.post(address(own), data={"decision": "refuse", "reason": "x"}).status_code == 403
    assert state(session, own) == "submitted"


def test_two_claims_stand_side_by_side(operator, session):
    producer = make_producer(session, "HTX Tài Hoan")
    facts = {"claims": producer.slug, "legal_form": "cooperative"}
    first = make_application(session, make_account(session), name="HTX Một", **facts)
    make_application(session, make_account(session), name="HTX Hai", **facts)
    session.commit()

    page = operator.get(address(first)).text

    assert "Cùng nhận một cơ sở" in page
    assert "HTX Hai" in page
    assert "hai người nhận" in operator.get("/quan-tri/ho-so").text
