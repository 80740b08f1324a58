"""How the API behaves as a citizen of the web: refusals, languages, caches, other sites."""

import pytest
from sqlalchemy.exc import OperationalError

from tests.storefront.api.problems import is_problem

PAGE = "/api/v1/products"


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("page=0", "page", "out_of_range"),
        ("page=-1", "page", "not_a_whole_number"),
        ("page=1e3", "page", "not_a_whole_number"),
        ("page=%D9%A3", "page", "not_a_whole_number"),
        ("page=1000000000", "page", "out_of_range"),
        ("page=" + "9" * 300, "page", "out_of_range"),
        ("page=101&per_page=100", "page", "page_too_deep"),
        ("page=1&page=2", "page", "given_twice"),
        ("per_page=101", "per_page", "out_of_range"),
        ("per_page=1000000", "per_page", "out_of_range"),
        ("sort=stars", "sort", "unknown_value"),
        ("stars=0", "stars", "unknown_value"),
        ("stars=4.5", "stars", "unknown_value"),
        ("stars=3,6", "stars", "unknown_value"),
        ("state=good", "state", "unknown_value"),
        ("group=xe-may", "group", "unknown_value"),
        ("province=atlantis", "province", "unknown_province"),
        ("min_price=12.5", "min_price", "not_a_whole_number"),
        ("min_price=NaN", "min_price", "not_a_whole_number"),
        ("min_price=9223372036854775808", "min_price", "out_of_range"),
        ("min_price=2&max_price=1", "max_price", "range_reversed"),
        ("in_stock=maybe", "in_stock", "unknown_value"),
        ("q=" + "a" * 201, "q", "too_long"),
        ("provinces=ha-noi", "provinces", "unknown_parameter"),
    ],
)
def test_a_wrong_parameter_is_named(client, conforms, query, parameter, code):
    answer = client.get(f"{PAGE}?{query}")

    body = is_problem(answer, 422, "invalid_parameter")
    conforms("ParameterProblem", body)
    assert [(e["parameter"], e["code"]) for e in body["errors"]] == [(parameter, code)]
    assert body["detail"] == f"{parameter}: {body['errors'][0]['detail']}"


def test_every_wrong_parameter_is_told_at_once(client):
    body = client.get(f"{PAGE}?stars=9&page=x&sort=best").get_json()

    assert [e["parameter"] for e in body["errors"]] == ["stars", "sort", "page"]


def test_a_misspelt_name_gets_the_near_one(client):
    body = client.get(f"{PAGE}?provinces=ha-noi").get_json()

    assert body["detail"].endswith("province?")


@pytest.mark.parametrize("query", ["q=%00", "q=" + "a" * 401, "&".join(["q=1"] * 61)])
def test_what_no_program_should_send_is_a_problem_too(client, conforms, query):
    conforms("Problem", is_problem(client.get(f"{PAGE}?{query}"), 400, "bad_request"))


@pytest.mark.parametrize("query", ["q=%ff%fe", "q=%ed%a0%80", "q=(((", "q=" + "*" * 200, "q=😀"])
def test_odd_text_finds_nothing_and_breaks_nothing(client, catalogue, query):
    assert client.get(f"{PAGE}?{query}").status_code in {200, 400}


def test_ten_thousand_parameters_are_refused(client):
    query = "&".join(f"x{n}={n}" for n in range(10_000))

    is_problem(client.get(f"{PAGE}?{query}"), 400, "bad_request")


def test_an_unknown_address_and_method_are_problems(client, conforms):
    conforms("Problem", is_problem(client.get("/api/v1/nothing"), 404, "not_found"))
    refused = client.post(PAGE)
    conforms("Problem", is_problem(refused, 405, "method_not_allowed"))
    assert set(refused.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_who_cannot_read_json_is_told(client):
    is_problem(client.get(PAGE, headers={"Accept": "text/csv"}), 406, "not_acceptable")
    is_problem(client.get(PAGE, headers={"Accept": "application/json;q=0"}), 406, "not_acceptable")


@pytest.mark.parametrize(
    "accept",
    [
        "application/json;charset=utf-8",
        "application/json; charset=UTF-8; q=0.5",
        "APPLICATION/JSON",
        'application/json;profile="a,b", text/csv',
        "application/problem+json",
        "application/*",
        "text/html,*/*;q=0.8",
        "text/html, image/gif, *; q=.2",
        "*",
        "",
        " ",
        ",",
    ],
)
def test_who_can_read_json_however_it_is_said_gets_it(client, catalogue, accept):
    answer = client.get(PAGE, headers={"Accept": accept})

    assert (answer.status_code, answer.mimetype) == (200, "application/json")


def test_a_database_away_is_said_with_when_to_return(client, monkeypatch):
    def away(*_args, **_parameters):
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr("storefront.api.views.products.versions_of", away)

    answer = client.get(PAGE)

    is_problem(answer, 503, "database_away")
    assert answer.headers["Retry-After"] == "10"


def test_an_answer_that_has_not_changed_is_not_sent_again(client, catalogue):
    first = client.get(PAGE)

    again = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "public, max-age=1, must-revalidate"


def test_compressed_answers_are_known_again_too(client, catalogue):
    packed = {"Accept-Encoding": "br"}
    first = client.get(PAGE, headers=packed)

    again = client.get(PAGE, headers=packed | {"If-None-Match": first.headers["ETag"]})

    assert first.headers["Content-Encoding"] == "br"
    assert again.status_code == 304


def test_head_answers_without_a_body(client, catalogue):
    answer = client.head(PAGE)

    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["ETag"] == client.get(PAGE).headers["ETag"]


@pytest.mark.parametrize("path", [PAGE, "/api/v1/nothing", PAGE + "?page=x"])
def test_any_site_may_read_answers_and_refusals(client, catalogue, path):
    assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"


def test_a_browser_may_ask_before_it_sends_its_etag(client):
    answer = client.options(PAGE, headers={"Origin": "https://vi.du"})

    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_refusals_are_not_kept(client):
    assert client.get(PAGE + "?page=x").headers["Cache-Control"] == "no-store"
