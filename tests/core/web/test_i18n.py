"""The language of a page, and numbers as its readers write them."""

import pytest

from core.web.i18n import dated, decimal, thousands


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


def test_what_has_no_words_is_the_same_for_everybody(client):
    with client.get("/static/favicon.svg") as answer:
        assert "Content-Language" not in answer.headers
        assert not {"Accept-Language", "Cookie"} & set(answer.vary)


@pytest.mark.parametrize(("tag", "canonical"), [("vi", "/"), ("en", "/?lang=en")])
def test_each_language_of_a_page_is_found_under_its_own_address(client, tag, canonical):
    text = client.get(f"/?lang={tag}").text

    assert f'<link rel="canonical" href="http://localhost{canonical}">' in text
    assert '<link rel="alternate" hreflang="vi" href="http://localhost/">' in text
    assert '<link rel="alternate" hreflang="en" href="http://localhost/?lang=en">' in text
    assert '<link rel="alternate" hreflang="x-default" href="http://localhost/">' in text


def test_filters_stay_in_the_address_of_a_language(client):
    text = client.get("/san-pham?sao=5&lang=en").text

    assert 'hreflang="en" href="http://localhost/san-pham?sao=5&amp;lang=en"' in text


def test_a_page_that_is_not_there_has_no_other_language(client):
    text = client.get("/khong-co").text

    assert "canonical" not in text
    assert 'rel="alternate"' not in text


def test_decimals_have_the_readers_sign(app):
    with app.test_request_context("/"):
        assert decimal(27.5) == "27,5"
        assert decimal(30.0) == "30"
        assert decimal(107500.0) == "107.500"
        assert decimal(1234567.25) == "1.234.567,25"
    with app.test_request_context("/?lang=en"):
        assert decimal(27.5) == "27.5"
        assert decimal(107500.0) == "107,500"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2022-12-27", "27/12/2022"),
        ("2022-10", "10/2022"),
        ("2022", "2022"),
        ("", ""),
        ("quý I-2023", "quý I-2023"),
    ],
)
def test_a_sources_day_is_written_as_people_write_it(written, read):
    assert dated(written) == read


def test_thousands_are_grouped_as_readers_expect(app):
    with app.test_request_context("/"):
        assert thousands(1254) == "1.254"
    with app.test_request_context("/?lang=en"):
        assert thousands(1254) == "1,254"
