"""What a producer has to do now: the largest first, in plain words."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from certification.certificates.rules.dates import VagueDate
from core.access.roles import Role, Scope, ScopeKind
from core.clock import now, today
from core.web.desks.weights import Weight
from desks.today.rules.deadlines import weight_of_days_left, weight_of_stock
from marketplace.listings.models import Listing, ListingRevision
from tests.factories.catalogue import make_certified, make_event, make_offer, make_producer
from tests.factories.people import make_account, signed_in
from tests.statements import statements

TODAY = "/co-so-cua-toi"
TITLES = re.compile(r'rows__link" href="([^"]+)">(?:<span[^>]+>Gấp: </span>)?\s*([^<]+)</a>')


@pytest.fixture
def producer(session):
    return make_producer(session)


@pytest.fixture
def browser(app, session, producer):
    """Of the owner."""
    scope = Scope(ScopeKind.PRODUCER, producer.id)
    return signed_in(app, session, make_account(session, Role.PRODUCER_OWNER, scope))


def granted(session, producer, name, *, left):
    """A product whose certificate is good for so many days more."""
    day = today() + timedelta(days=left)
    return make_certified(session, name, on=day.replace(year=day.year - 3), producer=producer)


@pytest.mark.parametrize(
    ("days", "weight"),
    [
        (181, None),
        (180, Weight.SMALL),
        (91, Weight.SMALL),
        (90, Weight.MIDDLE),
        (31, Weight.MIDDLE),
        (30, Weight.LARGE),
        (0, Weight.LARGE),
        (-180, Weight.LARGE),
        (-181, None),
    ],
)
def test_a_certificate_is_a_task_from_half_a_year_before_its_end(days, weight):
    assert weight_of_days_left(days) is weight


@pytest.mark.parametrize(
    ("stock", "weight"), [(4, None), (3, Weight.SMALL), (1, Weight.SMALL), (0, Weight.MIDDLE)]
)
def test_stock_is_a_task_when_little_is_left(stock, weight):
    assert weight_of_stock(stock) is weight


def test_what_is_largest_stands_first_and_leads_where_it_is_done(session, producer, browser):
    for name, left in (("Trà", 170), ("Miến", 20), ("Gạo", 80), ("Mật ong", 400)):
        granted(session, producer, name, left=left)
    product, paper = granted(session, producer, "Măng", left=300)
    make_event(session, paper, "suspended", today() - timedelta(days=3), reason="a")
    make_offer(session, product, stock=0)
    session.commit()

    html = browser.get(TODAY).text

    titles = TITLES.findall(html)
    assert [title for _, title in titles] == [
        "Măng: chứng nhận đang bị dừng",
        "Miến: chứng nhận 4 sao còn 20 ngày",
        "Măng: hết hàng",
        "Gạo: chứng nhận 4 sao còn 80 ngày",
        "5 sản phẩm thiếu nhãn",
        "Trà: chứng nhận 4 sao còn 170 ngày",
    ]
    assert titles[0][0] == f"/chung-nhan/{paper.code}"
    assert "Có 6 việc, việc lớn ở trên." in html


def test_certificates_without_days_are_one_task(session, producer, browser):
    long_ago = today() - timedelta(days=1250)
    span = VagueDate(long_ago, long_ago + timedelta(days=350))
    papers = [
        make_certified(session, name, on=span, producer=producer)[1] for name in ("Mật", "Nấm")
    ]
    session.commit()

    titles = TITLES.findall(browser.get(TODAY).text)

    undated = "2 sản phẩm: sao chưa hiện, thiếu ngày trên giấy"
    assert (f"/chung-nhan/{papers[0].code}", undated) in titles


@pytest.mark.parametrize(
    ("revision", "title"),
    [
        ({"state": "asked", "reason": "Ghi rõ thành phần."}, "Miến: sàn hỏi thêm"),
        ({"state": "refused", "reason": "Ảnh mờ."}, "Miến: bản mới chưa được duyệt"),
        ({"state": "draft"}, "Miến: còn là bản nháp"),
        ({"state": "submitted"}, "1 sản phẩm thiếu nhãn"),
        ({"state": "submitted", "suspended": "Bị khiếu nại."}, "Miến: sàn đã gỡ"),
    ],
)
def test_what_moderation_answered_is_a_task(session, producer, browser, revision, title):
    product, _ = granted(session, producer, "Miến", left=400)
    listing = session.scalars(select(Listing).where(Listing.product_id == product.id)).one()
    if why := revision.pop("suspended", None):
        listing.suspended_at, listing.suspended_reason = now(), why
    decided = {"decided_at": now()} if revision["state"] in {"asked", "refused"} else {}
    for number, facts in ((1, {"state": "replaced"}), (2, revision | decided)):
        session.add(
            ListingRevision(
                listing_id=listing.id, number=number, name="Miến", author="x", created_at=now(),
                **facts,
            )
        )  # fmt: skip
    session.commit()

    html = browser.get(TODAY).text

    assert title in [words for _, words in TITLES.findall(html)]
    assert revision.get("reason", why or "") in html


def test_nobody_sees_what_another_producer_has_to_do(session, browser):
    granted(session, make_producer(session, "HTX Khác"), "Miến", left=20)
    session.commit()

    assert "Không có việc gì phải làm" in browser.get(TODAY).text


def test_a_person_without_a_producer_is_led_to_the_way_to_one(app, session):
    consumer = signed_in(app, session, make_account(session))

    answer = consumer.get(TODAY)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/co-so-cua-toi/chon")
    assert app.test_client().get(TODAY).headers["Location"] == "/dang-nhap?next=/co-so-cua-toi"


def test_many_products_cost_no_more_statements(session, producer, browser):
    counts = []
    for number in range(2):
        for _ in range(1 + 4 * number):
            product, _paper = granted(session, producer, "Miến", left=20)
            make_offer(session, product, stock=0)
        session.commit()
        with statements() as made:
            assert browser.get(TODAY).status_code == 200
        counts.append(len(made))

    assert counts[0] == counts[1] <= 8
