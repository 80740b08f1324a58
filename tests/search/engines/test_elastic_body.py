"""Requests to the server, without a server."""

import pytest

from search.columns import columns
from search.engine import Document, Kind, RankedStatus, SearchQuery, Sort
from search.engines.elastic_body import mapping, request_body, suggestion_body
from search.factory import engine_from
from search.query.interpretation import interpretations
from search.query.nodes import Term
from search.query.plan import plan_for
from search.query.segments import Vocabulary

PHRASES = Vocabulary.of({}, {})


def body(**wishes):
    query = SearchQuery(today=9, **wishes)
    return request_body(
        plan_for(query, next(interpretations(query.text, PHRASES), None), PHRASES, changed_by=9),
        milliseconds=5,
    )


def test_the_mapping_is_strict_and_keeps_no_source():
    assert mapping()["dynamic"] == "strict"
    assert mapping()["_source"] == {"enabled": False}


def test_the_mapping_knows_every_column_of_a_document():
    full = Document(
        kind=Kind.PRODUCT, id=1, version="1", name="Trà xanh", producer="A", place="B", story="C",
        group="g", province="p", status=RankedStatus("a"), next_status=RankedStatus("b"),
        change_on=8, price_dong=5, url_key="u", categories=("gia-vi",),
    )  # fmt: skip

    assert set(columns(full)) == set(mapping()["properties"])


def test_a_text_is_ranked_by_score_with_a_tie_breaker_that_is_unique():
    assert body(text="trà")["sort"] == ["_score", {"newest_order": "desc"}]
    assert body(text="trà", sort=Sort.PRICE_DESC)["sort"] == [{"price_down": "desc"}]


def test_filters_stand_beside_the_query_and_each_facet_is_blind_to_its_own():
    request = body(text="trà", groups=("food",), provinces=("ha-noi",))
    food, hanoi = {"terms": {"group": ["food"]}}, {"terms": {"province": ["ha-noi"]}}

    assert request["post_filter"] == {"bool": {"filter": [food, hanoi]}}
    assert request["aggs"]["group"]["filter"] == {"bool": {"filter": [hanoi]}}
    assert request["aggs"]["province"]["filter"] == {"bool": {"filter": [food]}}
    assert request["aggs"]["status"]["filter"] == {"bool": {"filter": [food, hanoi]}}
    assert "post_filter" not in body(text="trà")


def test_words_of_hits_are_fetched_only_for_corrections():
    assert body(text="trà")["docvalue_fields"] == ["id"]
    assert suggestion_body(Term("kind", "place"), limit=3, milliseconds=5)["size"] == 3


def test_the_server_is_asked_for_one_page():
    request = body(text="trà", page=3, per_page=10)

    assert (request["from"], request["size"], request["timeout"]) == (20, 10, "5ms")


@pytest.mark.parametrize(("name", "url"), [("elasticsearch", None), ("lucene", "http://127.0.0.1")])
def test_an_engine_that_cannot_be_made_is_refused(name, url, tmp_path):
    with pytest.raises(ValueError, match=r"elasticsearch|lucene"):
        engine_from(name, url=url, folder=tmp_path, vocabulary=PHRASES)
