"""No page mixes languages: what is not in its language says which one it is in."""

import re
import unicodedata
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from registry.models import Province

SPOKEN = ("aria-label", "title", "alt", "placeholder", "content", "label")
UNSPOKEN = {"script", "style"}
VOID = {"meta", "link", "input", "img", "br", "hr", "source", "col", "wbr"}
DECISION = re.compile(r"\b[\d/]+/(?:QĐ|NĐ)-\w+")  # the number of an act is the same everywhere


class Wording(HTMLParser):
    """Texts and spoken attributes of a page, each with the language it is in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[tuple[str, str, str]] = []
        self.languages = [("", "")]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        language = own.get("lang") or self.languages[-1][1]
        self.said += [(language, tag, own[name] or "") for name in SPOKEN if name in own]
        if tag not in VOID:
            self.languages.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.languages[-1][0] == tag, (tag, self.languages)
            self.languages.pop()

    def handle_data(self, data: str) -> None:
        tag, language = self.languages[-1]
        if data.strip() and tag not in UNSPOKEN:
            self.said.append((language, tag, data.strip()))


def is_vietnamese(text: str) -> bool:
    """Whether a letter stands in it that English has not."""
    apart = unicodedata.normalize("NFD", DECISION.sub("", text))
    return any(unicodedata.combining(c) or c in "đĐ" for c in apart)


def strays(html: str, names: set[str]) -> list[tuple[str, str]]:
    """Vietnamese outside what is marked so. Names are let pass where no mark can stand."""
    found = []
    for language, tag, text in Wording(html).said:
        rest = text
        if tag in {"title", "meta", "svg", "a", "img"}:
            for name in sorted(names, key=len, reverse=True):
                rest = rest.replace(name, "")
        if language != "vi" and is_vietnamese(rest.replace("Chợ Sao", "")):
            found.append((tag, text))
    return found


@pytest.fixture
def names(session, catalogue):
    products = {catalogue[key].name for key in ("valid", "lapsed", "unsure", "potential", "bare")}
    places = set(session.scalars(select(Province.name)))
    return products | places | {catalogue["producer"].name}


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
    "scan": "/{valid.code}",
    "scan a certificate": "/{paper.code}",
    "scan an unknown code": "/7K3MX9QF2Z",
    "scan a slip": "/7K3MX9QF2A",
    "report": "/{valid.code}/bao-cao",
    "api": "/api/docs",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_an_english_page_says_nothing_in_vietnamese_without_saying_so(read, catalogue, names, path):
    html = read(path.format(**catalogue))

    assert 'lang="en"' in html[:300]
    assert strays(html, names) == []


@pytest.mark.parametrize("status", ["404", "410", "422", "429", "500", "503"])
def test_error_pages_are_translated(app, read, catalogue, names, status):
    with app.test_request_context("/?lang=en"):
        html = app.jinja_env.get_template(f"errors/{status}.html").render(request_id="x")

    assert strays(html, names) == []


@pytest.mark.parametrize(
    ("html", "found"),
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
def test_the_check_itself_sees_what_it_should(html, found):
    assert strays(html, {"Chè"}) == found


def test_one_product_is_counted_in_the_singular(read, catalogue):
    page = read("/san-pham?q=mien+dong")

    assert '<span class="listing__total">1 product</span>' in page
    assert '<span class="listing__total">5 products</span>' in read("/san-pham")
