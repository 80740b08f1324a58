"""With brackets round every translated sentence, what stands outside was never translatable."""

import re
from copy import copy

import pytest
from flask_babel import get_domain, get_translations

from core.composition import Services
from storefront.pages.queries.card_cache import CardCache
from tests.translations.reading import Wording
from tests.translations.test_pages import PAGES, names, shown

__all__ = ["names", "shown"]

OPEN, CLOSE = "⟦", "⟧"
LETTER = re.compile(r"[^\W\d_]")
SAME = re.compile(  # names, units, codes and numbers of acts, alike in every language
    r"Chợ Sao|OCOP|GTIN|English|CC BY|@svg-maps/vietnam|\bha\b|\b[\d/]+/QĐ-\w+"
    r"|\b[0-9A-Z]{5}-[0-9A-Z]{5}\b|\b[0-9a-f]{12}\b|zzzzqqq|mienn|\babc\b"
)


def outside(html: str, names: set[str]) -> list[tuple[str, str]]:
    """Words that are neither in brackets nor names. A bracket may span several texts."""
    depth, unmarked = 0, []
    for language, tag, text in Wording(html).texts:
        plain = ""
        for letter in text:
            depth += (letter == OPEN) - (letter == CLOSE)
            plain += letter if depth == 0 else ""
        for name in sorted(names, key=len, reverse=True):
            plain = plain.replace(name, "")
        if language != "vi" and LETTER.search(SAME.sub("", plain)):
            unmarked.append((tag, text))
    assert depth == 0
    return unmarked


@pytest.fixture
def bracketed(app, monkeypatch):
    """English with a bracket on both sides of every sentence."""
    with app.test_request_context("/?lang=en"):
        english = copy(get_translations())
        monkeypatch.setitem(get_domain().cache, "en", english)
    one, many = english.gettext, english.ngettext
    for name in ("gettext", "ugettext"):
        monkeypatch.setattr(english, name, lambda text: OPEN + one(text) + CLOSE)
    for name in ("ngettext", "ungettext"):
        monkeypatch.setattr(english, name, lambda *forms: OPEN + many(*forms) + CLOSE)
    # Templates hold the sentences they were compiled with, and cards those they were made with.
    monkeypatch.setattr(app.jinja_env, "_languages", {})
    monkeypatch.setattr(Services.of(app)[CardCache], "enabled", False)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "api"])
def test_every_word_of_a_page_can_be_translated(read, shown, names, bracketed, page):
    html = read(PAGES[page].format(**shown))

    assert OPEN in html
    assert outside(html, names) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>⟦Home⟧</p>", []),
        ("<p>Home</p>", [("p", "Home")]),
        ('<p>⟦Since <span lang="vi">Huế</span> then⟧, 12</p>', []),
        ('<p>⟦Since⟧ <span lang="vi">Huế</span> then</p>', [("p", "then")]),
        ('<input placeholder="honey">', [("input", "honey")]),
        ("<p>OCOP, 12 ha, 12/QĐ-UBND, 7K3MX-9QF2Z</p>", []),
    ],
)
def test_the_check_itself_sees_what_it_should(html, expected):
    assert outside(html, set()) == expected
