"""`/can-bo` and `/can-bo/san-pham`: what is near, what is looked for, and at what cost."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.access.roles import Role, Scope, ScopeKind
from core.clock import today
from registry.models import Commune, Province
from tests.factories.catalogue import make_certified, make_producer
from tests.factories.people import make_account, signed_in
from tests.statements import statements

TERM = timedelta(days=1096)  # 36 months, give or take a day


def certified(session, name, *, days, **facts):
    """A product whose certificate has about so many days left."""
    product, _ = make_certified(session, name, on=today() - TERM + timedelta(days=days), **facts)
    return product


@pytest.fixture
def near(session):
    producer = make_producer(session, "HTX Ba Bể")
    for name, days in (("Chè búp", 20), ("Mật ong", 80), ("Miến dong", 170), ("Gạo nếp", 400)):
        certified(session, name, days=days, producer=producer)
    certified(session, "Nước mắm", days=20, province="Cần Thơ")
    session.commit()


def names(page):
    return re.findall(r'lang="vi" href="/can-bo/chung-nhan/[^>]*>([^<]+)<', page.text)


def test_what_runs_out_is_told_nearest_first_for_the_own_province(lan, near):
    page = lan.get("/can-bo")

    assert names(page) == ["Chè búp", "Mật ong", "Miến dong"]
    assert [page.text.split(f"running_out_{n}")[1].split("<strong>")[1][0] for n in (30, 90, 180)] \
        == ["1", "2", "3"]  # fmt: skip
    assert "Nước mắm" not in page.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Chè búp", "Gạo nếp", "Mật ong", "Miến dong"]),
        ("?q=MIẾN", ["Miến dong"]),
        ("?q=ba be", ["Chè búp", "Gạo nếp", "Mật ong", "Miến dong"]),
        ("?loc=running_out_90", ["Chè búp", "Mật ong"]),
        ("?loc=valid&q=gao", ["Gạo nếp"]),
        ("?loc=revoked", []),
        ("?loc=nonsense&trang=99&tinh=can-tho", ["Chè búp", "Gạo nếp", "Mật ong", "Miến dong"]),
        ("?q=%25", []),
    ],
)
def test_the_list_is_searched_and_filtered_within_the_scope(lan, near, query, expected):
    assert names(lan.get(f"/can-bo/san-pham{query}")) == expected


def test_a_commune_officer_sees_the_own_commune(app, session, near):
    commune = session.scalars(
        select(Commune).join(Province).where(Province.name == "Thái Nguyên").limit(1)
    ).one()
    certified(session, "Chuối sấy", days=20, commune_id=commune.id)
    scope = Scope(ScopeKind.COMMUNE, commune.id)
    browser = signed_in(app, session, make_account(session, Role.COMMUNE_OFFICER, scope))

    assert names(browser.get("/can-bo/san-pham")) == ["Chuối sấy"]


def test_who_sees_the_whole_country_looks_at_one_province_after_the_other(app, session, near):
    auditor = signed_in(app, session, make_account(session, Role.AUDITOR))

    assert names(auditor.get("/can-bo/san-pham?tinh=can-tho")) == ["Nước mắm"]
    assert "Chè búp" in auditor.get("/can-bo?tinh=thai-nguyen").text


def test_an_empty_province_says_so(officer):
    assert "Chưa có sản phẩm nào trong địa bàn" in officer("An", "Cà Mau").get("/can-bo").text


def test_a_hundred_products_take_as_many_queries_as_four(session, lan, near):
    def cost(path):
        with statements() as sent:
            assert lan.get(path).status_code == 200
        return len(sent)

    few = [cost("/can-bo"), cost("/can-bo/san-pham")]
    for number in range(96):
        certified(session, f"Trà số {number}", days=number)
    session.commit()

    assert [cost("/can-bo"), cost("/can-bo/san-pham")] == few
