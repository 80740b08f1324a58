"""No page mixes languages: what is not in its language says which one it is in."""

import re
import unicodedata
from datetime import date

import pytest
from sqlalchemy import select

from registry.models import Province
from tests.addresses import endpoints, page_endpoints
from tests.factories.traceability import make_area, make_report, tie
from tests.translations.reading import Wording

DECISION = re.compile(r"\b[\d/]+/(?:QĐ|NĐ)-\w+")  # the number of an act is the same everywhere


def is_vietnamese(text: str) -> bool:
    """Whether a letter stands in it that English has not."""
    apart = unicodedata.normalize("NFD", DECISION.sub("", text))
    return any(unicodedata.combining(c) or c in "đĐ" for c in apart)


def strays(html: str, names: set[str]) -> list[tuple[str, str]]:
    """Vietnamese outside what is marked so. Names are let pass where no mark can stand."""
    unmarked = []
    for language, tag, text in Wording(html).texts:
        rest = text
        if tag in {"title", "meta", "svg", "a", "img"}:
            for name in sorted(names, key=len, reverse=True):
                rest = rest.replace(name, "")
        if language != "vi" and is_vietnamese(rest.replace("Chợ Sao", "")):
            unmarked.append((tag, text))
    return unmarked


@pytest.fixture
def shown(session, catalogue):
    """The catalogue with the raw-material areas behind it."""
    area = make_area(
        session, crop="dong riềng", hectares=42.5, hectares_note="toàn xã", households=1,
        standard="VietGAP trồng trọt", standard_valid_to=date(2027, 3, 15),
        geographical_indication="Bắc Kạn", source_title="Báo Bắc Kạn",
    )  # fmt: skip
    bare_area = make_area(session, "Vùng chè")
    tie(session, catalogue["valid"], area)
    tie(session, catalogue["lapsed"], bare_area, link="district")
    report = make_report(session, catalogue["valid"])
    session.commit()
    return catalogue | {"area": area, "bare_area": bare_area, "filed": report}


@pytest.fixture
def names(session, shown):
    """What may stand in titles and labels, where no mark of its language can."""
    things = ("producer", "valid", "lapsed", "unsure", "potential", "bare", "area", "bare_area")
    places = {*session.scalars(select(Province.name)), "Bắc Kạn"}
    return places | {shown[thing].name for thing in things}


PAGES = {
    "home": "/",
    "list": "/san-pham",
    "filtered": "/san-pham?sao=5&nhom=thuc-pham&tinh=bac-ninh&chung_nhan=con-hieu-luc&gia_tu=1000",
    "price": "/san-pham?gia_tu=abc",
    "empty": "/san-pham?q=zzzzqqq&sao=5",
    "corrected": "/san-pham?q=mienn",
    "valid": "/san-pham/{valid.slug}",
    "lapsed": "/san-pham/{lapsed.slug}",
    "unsure": "/san-pham/{unsure.slug}",
    "potential": "/san-pham/{potential.slug}",
    "bare": "/san-pham/{bare.slug}",
    "producer": "/co-so/{producer.slug}",
    "province": "/tinh/bac-ninh",
    "province without products": "/tinh/ca-mau",
    "certificate": "/chung-nhan/{paper.code}",
    "missing": "/khong-co",
    "unreadable": "/san-pham?q=%00",
    "look up": "/tra-cuu",
    "look up a slip": "/tra-cuu?ma=7K3MX9QF2A",
    "sign in": "/dang-nhap",
    "deleted": "/tai-khoan/da-xoa",
    "sign up": "/dang-ky",
    "code of signing up": "/dang-ky/xac-nhan",
    "forgotten password": "/quen-mat-khau",
    "code of a new password": "/quen-mat-khau/dat-lai",
    "scan": "/{valid.code}",
    "scan a certificate": "/{paper.code}",
    "scan an unknown code": "/7K3MX9QF2Z",
    "scan a slip": "/7K3MX9QF2A",
    "scan an area": "/{area.code}",
    "scan a lapsed product": "/{lapsed.code}",
    "scan an unsure product": "/{unsure.code}",
    "scan a candidate": "/{potential.code}",
    "area": "/vung-nguyen-lieu/{area.code}",
    "bare area": "/vung-nguyen-lieu/{bare_area.code}",
    "report": "/bao-cao/{valid.code}",
    "ticket": "/bao-cao/phieu/{filed.ticket}",
    "unreadable barcode": "/01/123",
    "unknown barcode": "/01/08930000000013",
    "api": "/api/docs",
}


def test_every_page_there_is_is_read_here(app, shown):
    paths = [path.format(**shown) for path in PAGES.values()]

    assert endpoints(app, paths) >= page_endpoints(app)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_an_english_page_says_nothing_in_vietnamese_without_saying_so(read, shown, names, path):
    html = read(path.format(**shown))

    assert 'lang="en"' in html[:300]
    assert ("This page cannot be found" in html) == (path == PAGES["missing"])
    assert strays(html, names) == []


@pytest.mark.parametrize("status", ["404", "410", "413", "422", "429", "500", "503", "507"])
def test_error_pages_are_translated(app, read, names, status):
    with app.test_request_context("/?lang=en"):
        html = app.jinja_env.get_template(f"errors/{status}.html").render(request_id="x")

    assert strays(html, names) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<html lang="en"><p>Sản phẩm</p></html>', [("p", "Sản phẩm")]),
        ('<html lang="en"><p lang="vi">Sản phẩm</p><p>Products</p></html>', []),
        ('<html lang="en"><p>đ</p></html>', [("p", "đ")]),
        ('<html lang="en"><input placeholder="mật ong"></html>', [("input", "mật ong")]),
        ('<html lang="en"><p>Decision 12/QĐ-UBND, 95,000 ₫</p></html>', []),
        ('<html lang="en"><title>Chè – Chợ Sao</title></html>', []),
        ('<html lang="en"><p>Chè</p></html>', [("p", "Chè")]),
    ],
)
def test_the_check_itself_sees_what_it_should(html, expected):
    assert strays(html, {"Chè"}) == expected


@pytest.mark.parametrize("page", ["home", "list", "valid", "scan", "area"])
def test_nothing_is_kept_from_a_reader_of_the_other_language(read, shown, names, page):
    path = PAGES[page].format(**shown)
    first = read(path, "vi")

    assert strays(read(path, "en"), names) == []
    assert "OCOP 5 sao" in first
    assert "OCOP 5 sao" in read(path, "vi")


def test_one_product_is_counted_in_the_singular(read, catalogue):
    page = read("/san-pham?q=mien+dong")

    assert '<span class="listing__total">1 product</span>' in page
    assert '<span class="listing__total">5 products</span>' in read("/san-pham")
