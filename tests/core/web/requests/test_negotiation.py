"""What a caller can read is understood as loosely as the standard says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.web.requests.negotiation import HTML, JSON, PROBLEM, best_type

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        (None, HTML),
        ("", HTML),
        ("*/*", HTML),
        ("*", HTML),
        (BROWSER, HTML),
        ("application/json", JSON),
        ("application/json;charset=utf-8", JSON),
        ("application/json, text/html;q=0.9", JSON),
        ("application/json;q=0.2, text/html;charset=utf-8", HTML),
        ("application/*", JSON),
        ("text/*;q=0.1, application/*;q=0.2", JSON),
        ("APPLICATION/JSON", JSON),
        ("text/html;q=0, */*", JSON),
        ("application/json;q=0, text/html;q=0", None),
        ("image/png", None),
    ],
)
def test_the_type_that_is_liked_best_is_found(app, accept, best):
    headers = {} if accept is None else {"Accept": accept}
    with app.test_request_context("/", headers=headers):
        assert best_type((HTML, JSON)) == best


@given(st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=60))
def test_no_header_upsets_it(app, accept):
    with app.test_request_context("/", headers={"Accept": accept}):
        assert best_type((HTML, JSON, PROBLEM)) in {HTML, JSON, PROBLEM, None}


def test_a_program_gets_problems_it_can_read_and_a_browser_pages(client):
    program = client.get("/khong-co", headers={"Accept": "application/json"})
    browser = client.get("/khong-co", headers={"Accept": BROWSER})

    assert (program.status_code, program.mimetype) == (404, PROBLEM)
    assert program.get_json()["code"] == "not_found"
    assert (browser.status_code, browser.mimetype) == (404, HTML)
