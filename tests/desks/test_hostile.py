"""What no form of ours sends to pages of a producer's desk: never a 500, nothing stored."""

from urllib.parse import quote

import pytest
from sqlalchemy import func, select

from accounts.teams.models import Invitation
from core.access.roles import Role, Scope, ScopeKind
from tests.factories.catalogue import make_producer, make_product
from tests.factories.people import make_account, signed_in
from tests.hostile.test_bad_inputs import NUMBERS, TEXT

DESK = "/co-so-cua-toi"
NO_IDENTIFIER = [*TEXT, *NUMBERS, "a@", "@b.vn", "a@b@c.vn", "+84", "113", "0912 345 678 " * 5]


@pytest.fixture
def browser(app, session):
    producer = make_producer(session)
    scope = Scope(ScopeKind.PRODUCER, producer.id)
    browser = signed_in(app, session, make_account(session, Role.PRODUCER_OWNER, scope))
    browser.code = make_product(session, producer=producer).code
    session.commit()
    return browser


def test_nobody_is_invited_by_what_is_neither_number_nor_mail(session, browser):
    for typed in NO_IDENTIFIER:
        form = {"identifier": typed, "role": "producer_staff"}
        assert browser.post(f"{DESK}/thanh-vien", data=form).status_code in {400, 422}, typed
    for role in TEXT:
        form = {"identifier": "mai@example.vn", "role": role}
        assert browser.post(f"{DESK}/thanh-vien", data=form).status_code == 422, role

    assert session.scalar(select(func.count()).select_from(Invitation)) == 0


def test_parameters_and_codes_upset_no_page(browser):
    for value in map(quote, [*TEXT, *NUMBERS]):
        for address in (
            f"{DESK}/tem?trang={value}",
            f"{DESK}/tem/{browser.code}?tu={value}",
            f"{DESK}/tem/{browser.code}?mau={value}",
            f"{DESK}/so-lieu?theo={value}",
        ):
            assert browser.get(address).status_code in {200, 303, 400, 404, 422}, address
    for value in TEXT:
        assert browser.post("/loi-moi", data={"code": value}).status_code in {400, 422}, value
        chosen = browser.post(f"{DESK}/chon", data={"producer": value})
        assert chosen.status_code in {400, 404, 422}, value
