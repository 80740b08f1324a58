"""Pages are kept packed, as many bytes of them as fit, those asked for last."""

import gzip

import brotli
import pytest

from core.web.pages.page_cache import CachedPage, PageCache, PageContent

LONG = "".join(chr(32 + n * n % 90) for n in range(4_000))


def cached(name, body="x"):
    return CachedPage(name, PageContent(body))


@pytest.fixture
def answered(app):
    def answer(page, **headers):
        with app.test_request_context("/", headers=headers):
            return page.response()

    return answer


def test_a_page_goes_out_packed_as_the_browser_likes_it(answered):
    page = cached(b"a", "phở")
    plain = answered(page)
    packed = answered(page, **{"Accept-Encoding": "br"})
    zipped = answered(page, **{"Accept-Encoding": "gzip"})

    assert brotli.decompress(packed.data) == gzip.decompress(zipped.data) == plain.data
    assert plain.data == "phở".encode()
    assert packed.headers["Content-Encoding"] == "br"
    assert packed.get_etag() != zipped.get_etag()


def test_a_browser_that_has_the_page_is_told_so(answered):
    first = answered(cached(b"a", "a"))

    assert (
        answered(cached(b"a", "a"), **{"If-None-Match": first.headers["ETag"]}).status_code == 304
    )
    assert (
        answered(cached(b"b", "b"), **{"If-None-Match": first.headers["ETag"]}).status_code == 200
    )


def test_what_is_sent_once_is_known_again_too(app):
    content = PageContent("a", cache="public, max-age=1")
    with app.test_request_context("/"):
        first = content.response()
    with app.test_request_context("/", headers={"If-None-Match": first.headers["ETag"]}):
        again = content.response()

    assert (first.status_code, again.status_code) == (200, 304)


def test_what_nobody_may_store_has_no_mark(app):
    with app.test_request_context("/"):
        assert "ETag" not in PageContent("a", cache="no-store").response().headers


def test_as_many_pages_are_kept_as_fit_those_asked_for_last():
    pages = PageCache(most_bytes=2 * cached(b"a").size)
    for name in (b"a", b"b"):
        pages.put(cached(name))
    pages.get(b"a")
    pages.put(cached(b"c"))

    assert [pages.get(name) is not None for name in (b"a", b"b", b"c")] == [True, False, True]


def test_every_encoding_of_a_page_is_counted(app):
    page = cached(b"a", LONG)
    pages = PageCache(most_bytes=10**6)
    pages.put(page)
    packed = pages.size

    with app.test_request_context("/", headers={"Accept-Encoding": "gzip"}):
        zipped = len(pages.response(page).data)

    assert pages.size == packed + zipped


def test_an_encoding_that_no_longer_fits_throws_out_others(app):
    page, other = cached(b"a", LONG), cached(b"b", LONG)
    pages = PageCache(most_bytes=page.size + other.size)
    pages.put(page)
    pages.put(other)

    with app.test_request_context("/", headers={"Accept-Encoding": "gzip"}):
        pages.response(other)

    assert (pages.get(b"a"), len(pages)) == (None, 1)


def test_a_page_larger_than_all_there_is_room_for_is_not_kept():
    pages = PageCache(most_bytes=100)
    pages.put(cached(b"a"))

    assert (len(pages), pages.size) == (0, 0)
