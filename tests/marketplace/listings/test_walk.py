"""The walk of a product: written by its producer, looked at by an operator, seen by the public."""

import re

import pytest
from sqlalchemy import select

from accounts.people.services.grants import give_role
from core.access.roles import Grant, Role, Scope, ScopeKind
from marketplace.listings.models import Listing, ListingRevision
from marketplace.offers.models import Offer, PriceChange
from registry.models import Product
from tests.factories.catalogue import make_offer, make_producer, make_product
from tests.factories.people import SETTING_UP, make_account, signed_in

PRODUCTS = "/co-so-cua-toi/san-pham"
QUEUE = "/quan-tri/kiem-duyet"


class Desk:
    """A producer with one product of the catalogue, its people, and an operator."""

    def __init__(self, app, session):
        self.app, self.session = app, session
        self.producer = make_producer(session)
        self.product = make_product(session, "Miến dong", producer=self.producer)
        self.offer = make_offer(session, self.product)
        self.scope = Scope(ScopeKind.PRODUCER, self.producer.id)
        self.path = f"{PRODUCTS}/{self.product.code}"

    def browser(self, role, scope=None):
        account = make_account(self.session, role, *([scope] if scope else []))
        return signed_in(self.app, self.session, account)

    def owner(self):
        return self.browser(Role.PRODUCER_OWNER, self.scope)

    def version(self, browser):
        return hidden(browser.get(self.path), "revision")

    def api(self, client):
        return client.get(f"/api/v1/products/{self.product.code}").json


def hidden(answer, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', answer.text)[1]


@pytest.fixture
def desk(app, session):
    desk = Desk(app, session)
    session.commit()
    return desk


def newest(session):
    return session.scalars(select(ListingRevision).order_by(ListingRevision.id.desc())).first()


def test_a_price_takes_effect_at_once_and_becomes_real(desk, client, session):
    owner = desk.owner()
    sent = {"price_dong": "125.000 đ", "revision": desk.version(owner)}

    answer = owner.post(desk.path, data=sent)

    assert (answer.status_code, answer.location) == (303, desk.path)
    facts = desk.api(client)
    assert (facts["price_dong"], facts["price_is_illustrative"]) == (125_000, False)
    assert "125.000" in client.get(f"/san-pham/{desk.product.slug}").text
    assert session.scalars(select(PriceChange.price_dong)).all() == [125_000]


def test_while_paused_nothing_is_in_stock_and_the_page_says_why(desk, client):
    sent = {"paused_until": "2027-01-05", "paused_message": "Nhà có việc"}

    assert desk.owner().post(desk.path, data=sent).status_code == 303

    facts = desk.api(client)
    assert (facts["in_stock"], facts["paused_until"]) == (False, "2027-01-05")
    page = client.get(f"/san-pham/{desk.product.slug}").text
    assert "Cơ sở nghỉ bán đến hết ngày 05/01/2027" in page
    assert "Nhà có việc" in page


def test_words_wait_for_an_operator_and_price_does_not(desk, client, session):
    sent = {"name": "Miến dong Tài Hoan", "story": "Ba đời làm miến.", "stock": "7"}

    assert desk.owner().post(desk.path, data=sent).status_code == 303

    revision = newest(session)
    assert (revision.state, revision.name) == ("submitted", "Miến dong Tài Hoan")
    page = client.get(f"/san-pham/{desk.product.slug}").text
    assert "Tài Hoan</h1>" not in page
    assert "Ba đời" not in page
    assert session.get(Offer, desk.offer.id).stock == 7

    operator = desk.browser(Role.OPERATOR)
    assert "Miến dong Tài Hoan" in operator.get(QUEUE).text
    assert "<ins>" in operator.get(f"{QUEUE}/{revision.id}").text
    answer = operator.post(f"{QUEUE}/{revision.id}", data={"decision": "approve"})

    assert (answer.status_code, answer.location) == (303, QUEUE)
    page = client.get(f"/san-pham/{desk.product.slug}").text
    assert "Miến dong Tài Hoan</h1>" in page
    assert "Ba đời làm miến." in page
    assert desk.api(client)["name"] == "Miến dong Tài Hoan"


def test_a_new_product_is_public_only_when_it_is_approved(desk, client, session):
    owner = desk.owner()

    place = owner.post(
        PRODUCTS, data={"name": "Bún khô", "price_dong": "40000", "unit": "gói", "stock": "3"}
    ).location

    code = place.rsplit("/", 1)[1]
    assert client.get(f"/api/v1/products/{code}").status_code == 404
    assert newest(session).state == "draft"
    assert owner.post(place, data={"name": "Bún khô", "story": "Phơi nắng."}).status_code == 303
    revision = newest(session)
    assert (revision.state, revision.number) == ("submitted", 2)
    operator = desk.browser(Role.OPERATOR)
    operator.post(f"{QUEUE}/{revision.id}", data={"decision": "approve"})

    facts = client.get(f"/api/v1/products/{code}").json
    assert (facts["name"], facts["price_dong"], facts["in_stock"]) == ("Bún khô", 40_000, True)
    assert session.scalars(select(Product.id).where(Product.code == code)).one()


def test_an_older_page_overwrites_nothing_and_shows_both(desk, session):
    first, second = desk.owner(), desk.owner()
    seen = desk.version(second)
    first.post(desk.path, data={"price_dong": "110000", "revision": seen})

    answer = second.post(
        desk.path, data={"price_dong": "120000", "story": "Của tôi", "revision": seen}
    )

    assert answer.status_code == 409
    assert "<del" in answer.text
    assert "110.000" in answer.text
    assert 'value="120000"' in answer.text
    assert "Của tôi" in answer.text
    assert session.scalars(select(Offer.price_dong)).one() == 110_000
    assert session.scalars(select(ListingRevision)).all() == []
    again = {"price_dong": "120000", "story": "Của tôi", "revision": hidden(answer, "revision")}
    assert second.post(desk.path, data=again).status_code == 303
    assert session.scalars(select(Offer.price_dong)).one() == 120_000


BAD = [
    ("price_dong", ""), ("price_dong", "abc"), ("price_dong", "-1"), ("price_dong", "1e3"),
    ("price_dong", "١٢٣٤٥"), ("price_dong", str(2**63)), ("price_dong", "9" * 400),
    ("stock", "-1"), ("stock", ""), ("stock", "1,5"), ("name", ""), ("name", "x" * 201),
    ("name", "\x00abc"), ("unit", ""), ("season_from", "2026-02-30"), ("paused_until", "hôm qua"),
    ("paused_until", "2020-01-01"), ("story", "x" * 5_001), ("revision", "abc"),
    ("season_from", "2026-11-01"), ("pack", "1 hộp"), ("max_quantity", "0"),
    ("kind", "weapon"), ("unserved", "abc"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), BAD)
def test_what_cannot_be_is_refused_at_its_field_with_all_kept(desk, session, field, value):
    owner = desk.owner()
    sent = {"story": "Chữ của tôi", "stock": "8", "price_dong": "99000", field: value}

    answer = owner.post(desk.path, data=sent | {"unserved_shown": "1"})

    assert answer.status_code == 422
    wrong = "season_to" if (field, value) == ("season_from", "2026-11-01") else field
    if field not in {"revision", "unserved"}:
        assert f'id="{wrong}-note"' in answer.text
        assert answer.text.count('aria-invalid="true"') == 1
    if field != "story":
        assert "Chữ của tôi" in answer.text
    assert session.scalars(select(ListingRevision)).all() == []
    assert session.get(Offer, desk.offer.id).price_dong == 95_000
    assert (
        session.scalars(select(Listing.version).where(Listing.code == desk.product.code)).one() == 1
    )


def test_a_helper_changes_stock_and_pause_alone(desk, session):
    helper = desk.browser(Role.PRODUCER_HELPER, desk.scope)

    assert helper.post(desk.path, data={"price_dong": "1000"}).status_code == 403
    assert helper.post(desk.path, data={"name": "Khác", "stock": "1"}).status_code == 403
    assert helper.post(PRODUCTS, data={"name": "Khác"}).status_code == 403
    assert 'name="price_dong"' not in helper.get(desk.path).text
    assert helper.post(desk.path, data={"stock": "2"}).status_code == 303
    assert helper.post(f"{desk.path}/kho", data={"change": "1"}).status_code == 303
    session.expire_all()
    offer = session.get(Offer, desk.offer.id)
    assert (offer.stock, offer.price_dong) == (3, 95_000)


def test_other_peoples_products_are_not_there(desk, session):
    other = make_producer(session, "HTX Khác")
    stranger = desk.browser(Role.PRODUCER_OWNER, Scope(ScopeKind.PRODUCER, other.id))

    for part in ("", "/lich-su", "/gia", "/xem-truoc"):
        assert stranger.get(f"{desk.path}{part}").status_code == 404
    for part, sent in (
        ("", {"stock": "1"}),
        ("/kho", {"change": "1"}),
        ("/lich-su", {"number": 1}),
    ):
        assert stranger.post(f"{desk.path}{part}", data=sent).status_code == 404
    assert desk.product.code not in stranger.get(PRODUCTS).text
    assert session.get(Offer, desk.offer.id).stock == 5
    assert desk.app.test_client().get(desk.path).status_code == 303


def test_an_author_does_not_decide_about_their_own(desk, session):
    account = make_account(session, Role.OPERATOR)
    give_role(session, account.id, Grant(Role.PRODUCER_OWNER, desk.scope), actor=SETTING_UP)
    both = signed_in(desk.app, session, account)
    both.post(desk.path, data={"story": "Tự khen"})

    answer = both.post(f"{QUEUE}/{newest(session).id}", data={"decision": "approve"})

    assert answer.status_code == 403
    assert newest(session).state == "submitted"


@pytest.mark.parametrize("decision", ["refuse", "ask", "suspend"])
def test_whoever_says_no_says_why(desk, session, decision):
    desk.owner().post(desk.path, data={"story": "Chữa bách bệnh"})
    revision, operator = newest(session), desk.browser(Role.OPERATOR)

    assert operator.post(f"{QUEUE}/{revision.id}", data={"decision": decision}).status_code == 422
    session.refresh(revision)
    assert revision.state == "submitted"

    sent = {"decision": decision, "reason": "Không được nói chữa bệnh"}
    assert operator.post(f"{QUEUE}/{revision.id}", data=sent).status_code == 303
    session.refresh(revision)
    assert revision.state == {"ask": "asked"}.get(decision, "refused")
    assert "Không được nói chữa bệnh" in desk.owner().get(desk.path).text


def test_what_is_suspended_shows_neither_price_nor_words(desk, client, session):
    desk.owner().post(desk.path, data={"story": "Chữa bách bệnh"})
    revision, operator = newest(session), desk.browser(Role.OPERATOR)
    operator.post(f"{QUEUE}/{revision.id}", data={"decision": "approve"})
    assert "Chữa bách bệnh" in client.get(f"/san-pham/{desk.product.slug}").text

    operator.post(f"{QUEUE}/{revision.id}", data={"decision": "suspend", "reason": "Nói quá"})

    facts = desk.api(client)
    assert (facts["price_dong"], facts["in_stock"]) == (None, False)
    assert "Chữa bách bệnh" not in client.get(f"/san-pham/{desk.product.slug}").text
    operator.post(
        f"/quan-tri/go-bo/{desk.product.code}", data={"action": "lift", "reason": "Đã sửa"}
    )
    assert desk.api(client)["price_dong"] == 95_000


def test_what_stands_beside_a_price_is_public(desk, client, session):
    desk.owner().post(
        desk.path,
        data={
            "price_dong": "95000", "pack": "500 g", "min_quantity": "2", "max_quantity": "40",
            "step_quantity_1": "10", "step_price_1": "90000", "season_from": "2026-01-01",
            "season_to": "2026-12-31", "unserved_shown": "1",
            "unserved": str(desk.product.province_id),
        },
    )  # fmt: skip

    page = client.get(f"/san-pham/{desk.product.slug}").text

    for words in (
        "190.000&nbsp;₫/kg", "Từ 10: 90.000 ₫ mỗi đơn vị", "Mua ít nhất 2",
        "Mua nhiều nhất 40 mỗi đơn",
        "Mùa vụ: 01/01 – 31/12 hằng năm", 'Không giao đến: <span lang="vi">Thái Nguyên</span>',
    ):  # fmt: skip
        assert words in page
