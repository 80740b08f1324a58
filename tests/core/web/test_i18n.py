"""The language of a page, and numbers as its readers write them."""

import pytest

from core.web.i18n import thousands


def lang(answer):
    return answer.text.split('lang="', 1)[1][:2]


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        ("", None, "vi"),
        ("", "en", "en"),
        ("", "en;q=0.4, vi;q=0.9", "vi"),
        ("", "fr, de", "vi"),
        ("", "vi;q=0, en;q=0.1", "en"),
        ("", ";;;q=x,,", "vi"),
        ("?lang=en", "vi", "en"),
        ("?lang=vi", "en", "vi"),
        ("?lang=xx", "en", "en"),
    ],
)
def test_the_choice_comes_before_what_the_browser_prefers(client, query, accept, expected):
    headers = {"Accept-Language": accept} if accept else {}

    assert lang(client.get("/" + query, headers=headers)) == expected


def test_a_choice_is_remembered_and_a_visit_is_not(client):
    assert "Set-Cookie" not in client.get("/", headers={"Accept-Language": "en"}).headers
    assert client.get("/?lang=en").headers["Set-Cookie"].startswith("lang=en;")
    assert lang(client.get("/")) == "en"


def test_the_switch_keeps_the_page_and_its_filters(client):
    answer = client.get("/san-pham?q=m%E1%BA%ADt+ong&sao=5")

    assert "/san-pham?q=m%E1%BA%ADt%20ong&amp;sao=5&amp;lang=en" in answer.text


def test_pages_differ_by_language_and_say_so(client):
    answer = client.get("/")

    assert {"Accept-Language", "Cookie"} <= set(answer.vary)
    assert answer.headers["Content-Language"] == "vi"


def test_thousands_are_grouped_as_readers_expect(app):
    with app.test_request_context("/"):
        assert thousands(1254) == "1.254"
    with app.test_request_context("/?lang=en"):
        assert thousands(1254) == "1,254"
