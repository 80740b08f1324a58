"""Pages are made once for what they say, and again as soon as they say something else."""

import gzip
from dataclasses import dataclass
from datetime import date

import brotli
import pytest

from core.composition import Services
from core.web.pages import page_cache as kept_pages
from core.web.pages.page_cache import KeptPage, KeptPages


@dataclass(frozen=True, slots=True)
class Fact:
    stars: int
    until: date


@pytest.fixture
def shown(app):
    """Show facts at an address; tells the answer and how often a page was made."""
    Services.of(app)[KeptPages] = KeptPages()
    made = []

    def show(facts, path="/x", make=None, **headers):
        make = make or (lambda: made.append(facts) or f"<p>{facts}</p>")
        with app.test_request_context(path, headers=headers):
            answer = kept_pages.show(facts, make)
        return answer, len(made)

    return show


def test_the_same_facts_are_made_into_a_page_once(shown):
    first, _ = shown(Fact(4, date(2027, 3, 15)))
    again, made = shown(Fact(4, date(2027, 3, 15)))

    assert made == 1
    assert again.data == first.data


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        (Fact(3, date(2027, 3, 15)), "/x"),
        (Fact(4, date(2027, 3, 16)), "/x"),
        (Fact(4, date(2027, 3, 15)), "/y"),
        (Fact(4, date(2027, 3, 15)), "/x?trang=2"),
        (Fact(4, date(2027, 3, 15)), "/x?lang=en"),
    ],
)
def test_another_fact_address_or_language_is_another_page(shown, facts, path):
    shown(Fact(4, date(2027, 3, 15)))

    assert shown(facts, path)[1] == 2


def test_a_page_goes_out_packed_as_the_browser_likes_it(shown):
    plain, _ = shown("a")
    packed, _ = shown("a", **{"Accept-Encoding": "br"})
    zipped, _ = shown("a", **{"Accept-Encoding": "gzip"})

    assert brotli.decompress(packed.data) == gzip.decompress(zipped.data) == plain.data
    assert packed.headers["Content-Encoding"] == "br"
    assert packed.get_etag() != zipped.get_etag()


def test_a_browser_that_has_the_page_is_told_so(shown):
    first, _ = shown("a")
    again, _ = shown("a", **{"If-None-Match": first.headers["ETag"]})
    changed, _ = shown("b", **{"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert changed.status_code == 200


def test_only_so_many_pages_are_kept_those_asked_for_last():
    pages = KeptPages(most=2)
    for name in ("a", "b"):
        pages.put((name,), KeptPage(name))
    pages.get(("a",))
    pages.put(("c",), KeptPage("c"))

    assert [pages.get((name,)) is not None for name in "abc"] == [True, False, True]


def test_a_refusal_while_a_page_is_made_is_not_kept(shown):
    def refused():
        raise LookupError

    with pytest.raises(LookupError):
        shown("a", make=refused)

    assert shown("a")[1] == 1
