"""Whatever the public can see changes, every page served is the page made without a cache."""

import pytest
from sqlalchemy import inspect, text

from core.clock import now, today
from core.composition import Services
from core.db import sessions
from core.db.sessions import Database
from core.web.pages.page_cache import PageCache
from marketplace.listings.models import Listing, ListingRevision
from registry.models import Province
from registry.queries.pictures import Picture
from registry.services.pictures import set_pictures
from storefront.pages.queries.atlas import AtlasCache
from tests.addresses import is_public
from tests.factories.catalogue import (
    make_certificate,
    make_event,
    make_offer,
    make_producer,
    make_product,
)
from tests.factories.traceability import make_area, tie
from tests.statements import statements
from wsgi import create_app

# What is made of nothing that is kept: files, forms, descriptions and what is asked each time.
NO_CONTENT = {
    "static", "health.alive", "health.ready", "metrics.show", "lookup.form", "reports.form",
    "reports.ticket", "me.show", "resolver.description", "api.openapi", "sitemap.robots",
    "qr.svg", "qr.png", "photographs.picture", "qr.sheet", "sign_in.form", "sign_up.form",
    "second_step.show", "deletion.done", "sign_up.code", "password_reset.form",
    "password_reset.code",
}  # fmt: skip

# A column of each table, and something else that may stand in it. Each is changed in one row.
SHOWN = {
    "province": {"name": "'Thái Nguyên mới'", "kind": "'đặc khu'", "lat": "21.0", "lon": "105.0"},
    "commune": {
        "name": "'Tân'", "kind": "'đặc khu'", "province_id": "(SELECT max(id) FROM province)",
    },
    "former_unit": {
        "province": "'Bắc Cạn'", "district": "'Huyện'", "commune": "'Xã'",
        "province_id": "(SELECT max(id) FROM province)",
    },
    "producer": {"name": "'HTX Khác'", "legal_form": "'household'", "province_id": ":province"},
    "product": {
        "name": "'Tên mới'", "producer_id": ":producer", "product_group": "'do-uong'",
        "product_set": "7", "print": "'tea'", "gtin": "'08930000000016'",
        "printed_commune": "'Xã in'", "printed_district": "'Huyện in'",
        "printed_province": "'Tỉnh in'", "province_id": ":province",
        "commune_id": "(SELECT max(id) FROM commune)",
    },
    "certificate": {"source_title": "'Công báo'", "source_date": "'2020-02'"},
    "raw_material_area": {
        "name": "'Vùng khác'", "kind": "'fishing'", "crop": "'sắn'", "printed_commune": "'Xã in'",
        "printed_district": "'Huyện in'", "printed_province": "'Tỉnh in'",
        "province_id": ":province", "commune_id": "(SELECT max(id) FROM commune)", "lat": "21.5",
        "lon": "105.5", "hectares": "77.7", "hectares_note": "'khoảng'", "households": "99",
        "standard": "'VietGAP'", "standard_valid_to": "'2031-01-31'",
        "planting_area_code": "'PUC-9'", "geographical_indication": "'Chỉ dẫn'",
        "outline": "'[[105.1, 21.1], [105.2, 21.1], [105.2, 21.2]]'", "source_title": "'Công báo'",
        "source_date": "'2020-02'",
    },
    "product_area": {"link": "'district'"},
    "product_picture": {
        "place": "3", "mark": "'fedcba9876543210fedcba9876543210'", "width": "800", "height": "950",
        "alt": "'Ảnh khác'",
    },
    "offer": {
        "price_dong": "777000", "unit": "'thùng'", "stock": "0", "is_illustrative": "false",
        "is_withdrawn": "true", "season_from": "'2026-02-01'", "season_to": "'2026-11-30'",
        "paused_until": "'2090-01-01'", "paused_message": "'Đi vắng'", "pack_amount": "400",
        "pack_measure": "'ml'", "min_quantity": "2", "max_quantity": "9",
        "price_steps": "'[[5, 90000]]'", "unserved_province_ids": "'{1}'",
        "former_price_dong": "950000", "former_price_until": "'2090-01-01'",
    },
    "listing": {
        "approved_id": ":revision", "suspended_at": "'2020-01-01', suspended_reason = 'x'",
    },
    "issued_code": {"status": "'recalled'", "status_at": "'2020-01-01'"},
}  # fmt: skip
ADDRESSES = {"province": "slug", "producer": "slug", "product": "slug"}
# What nobody sees: a page that shows one of these must fail here, and the column be watched.
UNSEEN = {
    "province": {"code": "'99'"},
    "commune": {"code": "'99999'", "lat": "21.0", "lon": "105.0"},
    "former_unit": {"folded": "'x'", "lat": "21.0", "lon": "105.0"},
    "producer": {"identity": "'x'", "created_at": "'2020-01-01'"},
    "product": {
        "folded": "'x'", "identity": "'x'", "created_at": "'2020-01-01'",
        "updated_at": "'2020-01-01'", "is_named_by_producer": "true",
    },
    "listing": {"version": "9", "suspended_by": "'x'", "created_at": "'2020-01-01'"},
    "certificate": {"source_key": "'x'", "created_at": "'2020-01-01'"},
    "raw_material_area": {
        "source_key": "'x'", "source_note": "'x'", "updated_at": "'2020-01-01'",
    },
    "offer": {"stock": "stock + 1", "updated_at": "'2020-01-01'"},
    "issued_code": {"issued_at": "'2020-01-01'"},
}  # fmt: skip
# Given once and for all; events are only added.
FIXED = {
    ("issued_code", "code"), ("issued_code", "kind"), ("product", "code"), ("certificate", "code"),
    ("certificate", "product_id"), ("raw_material_area", "code"), ("offer", "product_id"),
    ("product_area", "product_id"), ("product_area", "area_id"),
    ("product_picture", "product_id"), ("offer", "code"),
    *(("listing", column) for column in ("code", "product_id", "producer_id", "suspended_reason")),
}  # fmt: skip


def picture(digit):
    return Picture(digit * 32, 1_200, 900, f"Ảnh {digit}")


class World:
    """A small catalogue, the rows in it that are changed, and every address that shows them."""

    def __init__(self, session, catalogue):
        self.session = session
        self.product, self.other = catalogue["valid"], catalogue["bare"]
        self.paper, self.producer = catalogue["paper"], catalogue["producer"]
        self.area = make_area(session, commune_id=session.scalar(text("SELECT id FROM commune")))
        self.maker = make_producer(session, "Hộ khác", province="Bắc Ninh")
        for product in (self.product, catalogue["lapsed"]):
            tie(session, product, self.area)
        session.execute(
            text("UPDATE product SET gtin = '08930000000009', commune_id = :c WHERE id = :p"),
            {"p": self.product.id, "c": self.area.commune_id},
        )
        session.execute(
            text(
                "UPDATE offer SET season_from = '2026-01-01', season_to = '2026-12-31',"
                " pack_amount = 500, pack_measure = 'g', max_quantity = 50,"
                " former_price_dong = 900000, former_price_until = '2090-02-02'"
                " WHERE product_id = :p"
            ),
            {"p": self.product.id},
        )
        listing = session.query(Listing).filter_by(product_id=self.product.id).one()
        revision = ListingRevision(
            listing_id=listing.id, number=1, state="draft", name="Miến", story="Kể chuyện",
            author="test", created_at=now(),
        )  # fmt: skip
        session.add(revision)
        session.flush()
        set_pictures(session, self.product.id, [picture("0"), picture("1")])
        self.facts = {
            "revision": revision.id,
            "province": session.query(Province).filter_by(slug="ha-noi").one().id,
            "producer": self.maker.id,
        }
        former = "SELECT id FROM former_unit WHERE province = 'Bắc Kạn' AND district = ''"
        self.rows = {
            "province": ("id", self.product.province_id),
            "commune": ("id", self.area.commune_id),
            "former_unit": ("id", session.scalar(text(former))),
            "producer": ("id", self.producer.id),
            "product": ("id", self.product.id),
            "certificate": ("id", self.paper.id),
            "raw_material_area": ("id", self.area.id),
            "product_area": ("product_id", self.product.id),
            "product_picture": ("place", 2),
            "offer": ("product_id", self.product.id),
            "listing": ("product_id", self.product.id),
            "issued_code": ("code", self.product.code),
        }
        session.commit()

    def addresses(self):
        code, paper, area = self.product.code, self.paper.code, self.area.code
        return {
            "home.show": ["/"],
            "listing.show": ["/san-pham", "/san-pham?q=mien&tinh=thai-nguyen"],
            "product.show": [f"/san-pham/{p.slug}" for p in (self.product, self.other)],
            "producer.show": [f"/co-so/{p.slug}" for p in (self.producer, self.maker)],
            "province.show": ["/tinh/thai-nguyen", "/tinh/bac-kan"],
            "certificate.show": [f"/chung-nhan/{paper}"],
            "areas.show": [f"/vung-nguyen-lieu/{area}"],
            "scan.code": [f"/{code}", f"/{paper}", f"/{area}"],
            "resolver.resolve": ["/01/08930000000009?linkType=all"],
            "sitemap.index": ["/sitemap.xml"],
            "sitemap.part": ["/sitemap-0.xml", "/sitemap-1.xml"],
            "api.products": ["/api/v1/products?province=thai-nguyen"],
            "api.product": [f"/api/v1/products/{code}"],
            "api.code": [f"/api/v1/codes/{code}", f"/api/v1/codes/{area}"],
            "api.provinces": ["/api/v1/provinces"],
            "api.groups": ["/api/v1/groups"],
            "api.suggest": ["/api/v1/suggest?q=mien"],
            "api_docs.show": ["/api/docs"],
        }

    def change(self, table, columns):
        key, row = self.rows[table]
        changed = ", ".join(f"{column} = {value}" for column, value in columns.items())
        facts = {name: fact for name, fact in self.facts.items() if f":{name}" in changed}
        statement = text(f"UPDATE {table} SET {changed} WHERE {key} = :row")
        assert self.session.execute(statement, facts | {"row": row}).rowcount == 1


@pytest.fixture
def world(session, catalogue):
    return World(session, catalogue)


@pytest.fixture(scope="module")
def app_without_cards(settings):
    app = create_app(
        settings.model_copy(update={"fragment_cache": False}), strict=True, scan_writer=False
    )
    app.config["TESTING"] = True
    yield app
    with app.app_context():
        sessions.close()


@pytest.fixture
def stale(app, client, session, world, app_without_cards):
    """Which of the pages served are not what they are when they are made for the first time."""
    Services.of(app_without_cards)[Database] = Services.of(app)[Database]
    addresses = [path for paths in world.addresses().values() for path in paths]
    for address in addresses:
        client.get(address)

    def compare():
        session.commit()
        return [a for a in addresses if shown(client, a) != made(app_without_cards, a)]

    return compare


def made(app, address):
    services = Services.of(app)
    services[PageCache], services[AtlasCache] = PageCache(), AtlasCache()
    return shown(app.test_client(), address)


def shown(client, address):
    with client.get(address) as answer:
        body = answer.data if answer.status_code < 400 else b""
        return answer.status_code, answer.headers.get("Location"), body


def test_every_address_is_walked(app, world):
    endpoints = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and is_public(app, rule.endpoint)
    }

    assert endpoints - NO_CONTENT == set(world.addresses())


def test_every_column_of_every_watched_table_has_its_place(session):
    tables = set(
        session.scalars(
            text("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'content_truncate'")
        )
    )
    columns = inspect(session.connection())
    for table in tables - {"certificate_event"}:
        named = {*SHOWN[table], *UNSEEN.get(table, ()), ADDRESSES.get(table, "id"), "id"}
        named |= {column for other, column in FIXED if other == table}
        there = {column["name"] for column in columns.get_columns(table)}
        assert named | {"id"} == there | {"id"}, table


@pytest.fixture
def stale_after(session, stale, world):
    """What is stale after a change, which is taken back: the pages kept before are fresh again."""

    def change(table, columns):
        session.commit()  # its own savepoint must not stand around the one that is undone
        with session.get_bind().begin_nested() as undone:
            world.change(table, columns)
            addresses = stale()
            undone.rollback()
        session.expire_all()
        return addresses

    return change


def test_what_is_shown_is_fresh_after_it_changed(stale_after):
    stale = {table: stale_after(table, SHOWN[table]) for table in SHOWN}

    assert not any(stale.values()), stale


def test_an_address_that_changed_is_fresh(stale_after):
    stale = {t: stale_after(t, {column: "'cho-khac'"}) for t, column in ADDRESSES.items()}

    assert not any(stale.values()), stale


def test_what_no_column_of_shows_is_not_needed_for_freshness(stale, world):
    for table, columns in UNSEEN.items():
        world.change(table, columns)

    assert stale() == []


def test_each_column_shown_is_noted_by_itself(session, world):
    before = notes(session)
    for table, columns in SHOWN.items():
        for column, value in columns.items():
            with session.begin_nested() as undone:
                world.change(table, {column: value})
                assert notes(session) > before, (table, column)
                undone.rollback()


def test_what_nobody_sees_is_not_noted(session, world):
    before = notes(session)

    for table, columns in UNSEEN.items():
        world.change(table, columns)

    assert notes(session) == before


def notes(session):
    return session.scalar(text("SELECT count(*) FROM content_change"))


def test_what_is_new_is_fresh(stale, session, world):
    make_offer(session, make_product(session, "Bún", producer=world.producer), 10_000)
    assert stale() == []

    make_event(session, make_certificate(session, world.other), "granted", today(), stars=3)
    assert stale() == []

    tie(session, world.other, world.area)
    assert stale() == []

    make_event(
        session, world.paper, "suspended", today(), decision="9/QĐ", public_note="Ngừng sản xuất"
    )
    assert stale() == []


def test_what_is_taken_away_is_gone(stale, session, world):
    for table in ("offer", "product_area", "product_picture"):
        session.execute(text(f"DELETE FROM {table}"))
        assert stale() == []

    product = make_product(session, "Bún", producer=world.producer)
    assert stale() == []
    session.delete(product)
    assert stale() == []


def test_a_change_of_one_product_leaves_the_pages_of_others_as_they_are(client, session, world):
    own = ["/san-pham", "/", f"/co-so/{world.producer.slug}", f"/san-pham/{world.product.slug}"]
    others = [f"/san-pham/{world.other.slug}", f"/{world.other.code}", f"/co-so/{world.maker.slug}"]
    for address in (*own, *others):
        client.get(address)
    world.change("product", {"name": "'Tên mới'"})
    session.commit()

    assert {a: statements_of(client, session, a) for a in others} == dict.fromkeys(others, 1)
    # The list reads the one card that changed and its certificates; the others have it then.
    assert [statements_of(client, session, address) for address in own[:3]] == [3, 1, 2]
    assert all("Tên mới" in client.get(address).text for address in own)


def statements_of(client, session, address):
    with statements() as sent:
        client.get(address)
    return len(sent)


def test_sales_scans_and_reports_make_no_page_anew(client, session, world):
    client.get("/san-pham")
    client.get(f"/{world.product.code}")
    for statement in (
        "UPDATE offer SET stock = stock - 1, updated_at = now()",
        "INSERT INTO issued_code (code, kind, status) VALUES ('0000000000', 'report', 'activated')",
        "UPDATE issued_code SET status = 'void' WHERE kind = 'report'",
        "INSERT INTO scan_day VALUES ('2026-01-01', '0000000000', 1, 1)",
    ):
        session.execute(text(statement))
    session.commit()

    for address in ("/san-pham", f"/{world.product.code}"):
        assert statements_of(client, session, address) == 1


def test_the_last_one_sold_is_seen(client, session, world):
    address = f"/san-pham/{world.product.slug}"
    assert "Còn hàng" in client.get(address).text

    session.execute(text("UPDATE offer SET stock = 0"))
    session.commit()

    assert "Tạm hết hàng" in client.get(address).text
