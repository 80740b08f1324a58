"""What no form of ours sends is refused before any view sees it; text is kept in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.web.requests.inputs import clean, is_text


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=a%00b", "q=%1b%5b2J", "%00=1",
        "q=" + "a" * 401, "&".join(f"x{n}=1" for n in range(61)),
    ],
)  # fmt: skip
def test_addresses_that_no_person_types_are_refused(client, query):
    answer = client.get(f"/san-pham?{query}")

    assert answer.status_code == 400
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("query", ["q=%ff%fe", "q=%ed%a0%80", "q=%", "q=%zz"])
def test_bytes_that_are_no_text_break_nothing(client, query):
    assert client.get(f"/san-pham?{query}").status_code == 200


@pytest.mark.parametrize("path", ["/san-pham/a%00b", "/co-so/%ff", "/tinh/%ed%a0%80"])
def test_names_in_paths_are_judged_too(client, path):
    assert client.get(path).status_code == 400


def test_a_body_larger_than_any_form_is_refused(client):
    form = "application/x-www-form-urlencoded"
    answer = client.post("/bao-cao/7K3MX9QF2Z", data=b"x=" + b"x" * 262_143, content_type=form)
    largest = client.post("/bao-cao/7K3MX9QF2Z", data=b"x=" + b"x" * 262_142, content_type=form)

    assert (answer.status_code, largest.status_code) == (413, 422)


def test_vietnamese_text_is_text():
    assert is_text("Miến dong Tài Hoan – 500 g\t(đặc sản)\n")


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


def test_cleaning_composes_and_drops_what_nobody_sees():
    assert clean("  Nguye\u0302\u0303n\u200b \u202e Văn\u00a0A ") == "Nguyễn Văn A"
