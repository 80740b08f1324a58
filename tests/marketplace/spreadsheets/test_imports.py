"""A producer's products out as a workbook and in again: checked, applied, taken back."""

import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import select

from core.access.roles import Role, Scope, ScopeKind
from core.clock import now
from marketplace.listings.models import Listing, ListingRevision
from marketplace.offers.models import Offer, PriceChange
from marketplace.spreadsheets import jobs
from marketplace.spreadsheets.models import SpreadsheetImport, SpreadsheetRow
from marketplace.spreadsheets.services.forgetting import forget_old_imports
from tests.factories.catalogue import make_offer, make_producer, make_product
from tests.factories.people import make_account, signed_in

EXPORT, IMPORT = "/co-so-cua-toi/xuat-excel", "/co-so-cua-toi/nhap-excel"


class WorkbookDesk:
    """A producer with two products, and a workbook of them to change."""

    def __init__(self, app, session):
        self.app, self.session = app, session
        self.producer = make_producer(session)
        names = ("=Miến dong", "Mật ong")
        self.products = [make_product(session, name, producer=self.producer) for name in names]
        self.offers = [make_offer(session, product) for product in self.products]
        session.commit()
        self.browser = self.of(Role.PRODUCER_OWNER, Scope(ScopeKind.PRODUCER, self.producer.id))

    def of(self, role, *scope):
        return signed_in(self.app, self.session, make_account(self.session, role, *scope))

    def book(self):
        return openpyxl.load_workbook(BytesIO(self.browser.get(EXPORT).data))

    def send(self, book):
        file = BytesIO()
        book.save(file)
        return self.send_bytes(file.getvalue(), "bang.xlsx")

    def send_bytes(self, content, name):
        return self.browser.post(IMPORT, data={"file": (BytesIO(content), name)})

    def changed(self, *changes):
        """The address of the import of the export with other cells: (row, column, value)."""
        book = self.book()
        for row, column, value in changes:
            cell = book.worksheets[0].cell(row, column_of(book, column))
            cell.value = value
        answer = self.send(book)
        assert answer.status_code == 303
        return answer.location

    def act(self, place, action):
        return self.browser.post(place, data={"action": action})

    def work(self, place, job):
        job(int(place.rpartition("/")[2]))
        self.session.expire_all()

    def do(self, place, action):
        assert self.act(place, action).status_code == 303
        self.work(place, jobs.apply if action == "apply" else jobs.undo)


def column_of(book, name):
    heads = [cell.value for cell in book.worksheets[0][1]]
    return heads.index(name) + 1


@pytest.fixture
def desk(app, session):
    return WorkbookDesk(app, session)


def run_of(session):
    return session.scalars(select(SpreadsheetImport).order_by(SpreadsheetImport.id.desc())).first()


def test_our_own_export_changes_nothing_and_runs_no_formula(desk, session):
    session.add(
        ListingRevision(
            listing_id=session.scalars(select(Listing.id).order_by(Listing.id.desc())).first(),
            number=1,
            state="draft",
            name="Mật ong ???",  # letters that the reading of tables takes for damage
            story="Ba đời.\nPhơi trên phên nứa.",
            author="Mai",
            photographs=[],
            label={},
            created_at=now(),
        )
    )
    session.commit()
    answer = desk.browser.get(EXPORT)
    book = openpyxl.load_workbook(BytesIO(answer.data))

    heads = [cell.value for cell in book.worksheets[0][1]]
    assert heads[:5] == ["code", "name", "price_dong", "unit", "stock"]
    assert not [c for row in book.worksheets[0] for c in row if c.data_type == "f"]
    sent = desk.send_bytes(answer.data, "bang.xlsx")

    assert sent.status_code == 303
    run = run_of(session)
    assert (run.total, run.unchanged, run.changed, run.new, run.wrong) == (2, 2, 0, 0, 0)
    assert session.scalars(select(SpreadsheetRow)).all() == []
    assert "giống hệt" in desk.browser.get(sent.location).text
    assert desk.act(sent.location, "apply").status_code == 422


def test_faults_are_told_by_line_and_nothing_is_applied(desk, session):
    foreign = make_product(session, "Chè", producer=make_producer(session, "HTX La Bằng"))
    session.commit()
    place = desk.changed(
        (2, "price_dong", "125k"), (3, "stock", 1.5), (4, "code", foreign.code),
        (5, "code", desk.products[0].code), (6, "name", "Mật ong"), (7, "name", "Trà"),
        (8, "name", "trà"), (9, "unit", "hộp"), (9, "stock", 3),
    )  # fmt: skip

    page = desk.browser.get(place).text

    lines = [re.sub(r"\s+", " ", re.sub("<[^>]+>", "", li)) for li in page.split("<li>")]
    assert [line for line in lines if "dòng 2, cột Giá bán (price_dong)" in line and "125k" in line]
    assert [line for line in lines if "dòng 3, cột Số lượng còn (stock)" in line]
    assert [line for line in lines if "dòng 4" in line and "không có sản phẩm mang mã" in line]
    assert [line for line in lines if "dòng 5" in line and "đã có ở dòng 2" in line]
    assert [line for line in lines if "dòng 6" in line and desk.products[1].code in line]
    assert [line for line in lines if "dòng 8" in line and "đã có ở dòng 7" in line]
    assert [line for line in lines if "dòng 9" in line and "tên sản phẩm" in line]
    assert run_of(session).wrong == 7
    assert desk.act(place, "apply").status_code == 422
    assert run_of(session).state == "checked"


def test_what_is_applied_can_be_taken_back_whole(desk, session):
    before = [(o.price_dong, o.stock, o.unit, o.is_illustrative) for o in desk.offers]
    place = desk.changed(
        (2, "price_dong", "125.000"), (2, "stock", 7), (2, "story", "Ba đời. ¶ Phơi nắng."),
        (2, "pack", "500 g"), (4, "name", "Trà hoa vàng"), (4, "stock", 4),
    )  # fmt: skip
    assert "125.000" in desk.browser.get(place).text
    assert session.get(Offer, desk.offers[0].id).stock != 7

    desk.do(place, "apply")

    offer = session.get(Offer, desk.offers[0].id)
    assert (offer.price_dong, offer.stock, offer.pack_amount) == (125_000, 7, 500)
    words = session.scalars(select(ListingRevision).order_by(ListingRevision.id)).all()
    assert [(w.state, w.name, w.story) for w in words] == [
        ("submitted", "=Miến dong", "Ba đời.\nPhơi nắng."), ("draft", "Trà hoa vàng", ""),
    ]  # fmt: skip
    assert "Đã áp dụng" in desk.browser.get(place).text
    assert run_of(session).state == "applied"

    desk.do(place, "undo")

    offers = [session.get(Offer, offer.id) for offer in desk.offers]
    assert [(o.price_dong, o.stock, o.unit, o.is_illustrative) for o in offers] == before
    assert offers[0].pack_amount is None
    assert len(session.scalars(select(Listing.id)).all()) == 2
    assert session.scalars(select(PriceChange)).all() == []
    assert "Đã hoàn tác" in desk.browser.get(place).text


def test_what_others_changed_meanwhile_stays_and_is_named(desk, session):
    place = desk.changed((2, "stock", 7), (3, "stock", 8))
    path = f"/co-so-cua-toi/san-pham/{desk.products[1].code}"
    desk.browser.post(path, data={"unit": "chai"})
    desk.do(place, "apply")

    assert session.get(Offer, desk.offers[1].id).stock != 8
    assert "bỏ qua" in desk.browser.get(place).text

    session.get(Offer, desk.offers[0].id).stock = 6  # one was sold
    session.commit()
    desk.do(place, "undo")

    assert session.get(Offer, desk.offers[0].id).stock == 6
    assert "giữ nguyên" in desk.browser.get(place).text


def test_a_job_that_runs_twice_applies_once(desk, session, monkeypatch):
    place = desk.changed((2, "stock", 7), (3, "stock", 8), (4, "name", "Trà hoa vàng"))
    desk.act(place, "apply")
    assert desk.act(place, "apply").status_code == 303
    monkeypatch.setattr("marketplace.spreadsheets.services.applying.PIECE", 1)
    pieces = []

    def killed(*facts):
        if pieces:
            raise KeyboardInterrupt
        pieces.append(facts)
        return jobs.apply_piece(*facts)

    with pytest.raises(KeyboardInterrupt):
        jobs._until_done(int(place.rpartition("/")[2]), killed)
    session.expire_all()
    page = desk.browser.get(place)
    assert page.headers["Refresh"]
    assert "1 trên 3 dòng" in page.text

    desk.work(place, jobs.apply)
    desk.work(place, jobs.apply)

    assert [session.get(Offer, offer.id).stock for offer in desk.offers] == [7, 8]
    versions = session.scalars(select(Listing.version).order_by(Listing.id)).all()
    assert versions == [2, 2, 1]
    assert run_of(session).state == "applied"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"%PDF-1.7", "bang.xlsx", "PDF"),
        (b"Xin ch\xe0o", "a.csv", "UTF-8"),
        (b"cot,hai\n1,2\n", "a.csv", "tiêu đề"),
        (b"code,name\n", "a.csv", "dòng tiêu đề"),
        (b"", "a.csv", "Tệp"),
    ],
)
def test_what_is_no_table_of_ours_is_refused_at_the_field(desk, session, content, name, said):
    answer = desk.send_bytes(content, name)

    assert answer.status_code == 422
    note = re.search(r'id="file-note">([^<]*)<', answer.text)[1]
    assert said in note
    assert run_of(session) is None


def test_vietnamese_headings_in_a_text_file_are_understood(desk, session):
    table = f"Mã sản phẩm;Giá bán\n{desk.products[0].code};125.000\n".encode()

    assert desk.send_bytes(table, "gia.csv").status_code == 303

    row = session.scalars(select(SpreadsheetRow)).one()
    assert row.after == {"price_dong": 125_000}


def test_the_same_form_sent_twice_is_one_import(desk, session):
    table = f"code,stock\n{desk.products[0].code},7\n".encode()

    def send():
        sent = {"file": (BytesIO(table), "a.csv"), "once": "mark"}
        return desk.browser.post(IMPORT, data=sent)

    first, second = send(), send()

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location != IMPORT
    assert len(session.scalars(select(SpreadsheetImport.id)).all()) == 1


def test_imports_are_of_the_producer_alone(desk, session):
    place = desk.changed((2, "stock", 7))
    other = make_producer(session, "HTX La Bằng")
    session.commit()
    stranger = desk.of(Role.PRODUCER_OWNER, Scope(ScopeKind.PRODUCER, other.id))
    helper = desk.of(Role.PRODUCER_HELPER, Scope(ScopeKind.PRODUCER, desk.producer.id))

    assert stranger.get(place).status_code == 404
    assert stranger.post(place, data={"action": "apply"}).status_code == 404
    assert helper.get(place).status_code == 403
    assert run_of(session).state == "checked"


def test_imports_are_forgotten_in_time(desk, session):
    desk.changed((2, "stock", 7))
    forget_old_imports(session, now() + timedelta(days=89))
    assert run_of(session)

    forget_old_imports(session, now() + timedelta(days=91))

    assert run_of(session) is None
    assert session.scalars(select(SpreadsheetRow)).all() == []
