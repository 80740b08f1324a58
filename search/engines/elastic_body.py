"""Query translation for Elasticsearch: requests as plain data, tested without a server."""

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from search.columns import KEYWORDS, NUMBERS, SHOWN, TEXTS, WEIGHTS
from search.query import nodes
from search.query.nodes import Node, Range
from search.query.plan import QueryPlan

Body = dict[str, Any]
_ALL_VALUES = 1_000  # more than any facet has values: counts are never cut
FACETS = ("group", "province", "status")


def mapping() -> Body:
    """Text is split at spaces only; scores are constants, so that lengths need not be kept."""
    text = {"type": "text", "analyzer": "whitespace", "norms": False}
    properties: dict[str, Body] = {name: {"type": "double"} for name in WEIGHTS}
    properties |= dict.fromkeys(TEXTS, text)
    properties |= {name: {"type": "keyword"} for name in KEYWORDS}
    properties |= {name: {"type": "long"} for name in NUMBERS}
    properties |= {name: {"type": "keyword", "index": False} for name in SHOWN}
    return {"dynamic": "strict", "_source": {"enabled": False}, "properties": properties}


def settings() -> Body:
    return {
        "number_of_shards": 1,  # counts stay exact; a million products fit easily
        "auto_expand_replicas": "0-1",
        "refresh_interval": "1s",
    }


def request_body(plan: QueryPlan, *, milliseconds: int) -> Body:
    """One page, its facets and its totals in one request."""
    columns = ["id", "names"] if plan.wants_names else ["id"]
    body: Body = {
        "from": plan.offset,
        "size": plan.limit,
        "query": _ranked(plan),
        "sort": _sort(plan),
        "docvalue_fields": columns,
        "stored_fields": "_none_",
        "track_total_hits": True,
        "timeout": f"{milliseconds}ms",
        "aggs": _facets(plan),
    }
    if plan.filters:
        body["post_filter"] = _filter(plan.filters_but(None))
    return body


def existence_body(match: Node, *, milliseconds: int) -> Body:
    """Whether anything matches; the server stops at the first."""
    return {
        "size": 0,
        "query": {"bool": {"filter": [translate(match)]}},
        "track_total_hits": 1,
        "timeout": f"{milliseconds}ms",
    }


def frequency_body(match: Node, *, milliseconds: int) -> Body:
    """How many documents match."""
    return existence_body(match, milliseconds=milliseconds) | {"track_total_hits": True}


def suggestion_body(match: Node, *, limit: int, milliseconds: int) -> Body:
    return {
        "size": limit,
        "query": _weighted(translate(match), 0),
        "sort": ["_score", {"newest_order": "desc"}],
        "docvalue_fields": ["id", "label", "url_key"],
        "stored_fields": "_none_",
        "track_total_hits": False,
        "timeout": f"{milliseconds}ms",
    }


def _ranked(plan: QueryPlan) -> Body:
    if plan.order:
        return {"bool": {"filter": [translate(plan.unscored)]}}
    if plan.is_browsing:
        return _by_column_of_today(translate(plan.match), "tier", plan.today, mode="replace")
    return _weighted(translate(nodes.Boosted(plan.match, plan.boosts)), plan.today)


def _weighted(query: Body, today: int) -> Body:
    return _by_column_of_today(query, "weight", today, mode="multiply")


def _by_column_of_today(query: Body, name: str, today: int, *, mode: str) -> Body:
    """Scores combined with a column, or with its next value where the status has changed."""
    changed = translate(Range("change_on", None, today))
    written = {"bool": {"must_not": [changed]}}
    functions = [
        {"filter": when, "field_value_factor": {"field": column, "missing": 1}}
        for when, column in ((written, name), (changed, f"next_{name}"))
    ]
    return {"function_score": {"query": query, "functions": functions, "boost_mode": mode}}


def _sort(plan: QueryPlan) -> list[Any]:
    if plan.order:
        column, descends = plan.order
        return [{column: "desc" if descends else "asc"}]
    return ["_score", {"newest_order": "desc"}]


def _facets(plan: QueryPlan) -> Body:
    counted = {name: _facet(name, plan) for name in FACETS}
    return counted | {"matched": {"filter": {"match_all": {}}}}


def _facet(name: str, plan: QueryPlan) -> Body:
    aggregations = {"written": _terms(name)}
    if name == "status":
        changed = translate(Range("change_on", None, plan.today))
        again = {column: _terms(column) for column in ("status", "next_status")}
        aggregations["changed"] = {"filter": changed, "aggs": again}
    return {"filter": _filter(plan.filters_but(name)), "aggs": aggregations}


def _filter(filters: tuple[Node, ...]) -> Body:
    return {"bool": {"filter": [translate(node) for node in filters]}}


def _terms(column: str) -> Body:
    return {"terms": {"field": column, "size": _ALL_VALUES}}


@singledispatch
def translate(node: object) -> Body:
    """The server's own query for a node of the plan."""
    raise TypeError(node)


@translate.register
def _(_: nodes.MatchAll) -> Body:
    return {"match_all": {}}


@translate.register
def _(node: nodes.Term) -> Body:
    return {"term": {node.field: node.word}}


@translate.register
def _(node: nodes.Prefix) -> Body:
    return {"prefix": {node.field: node.start}}


@translate.register
def _(node: nodes.Fuzzy) -> Body:
    every = {"prefix_length": 0, "max_expansions": 1_000, "transpositions": True}
    return {"fuzzy": {node.field: {"value": node.word, "fuzziness": node.edits, **every}}}


@translate.register
def _(node: nodes.Phrase) -> Body:
    return {"match_phrase": {node.field: " ".join(node.words)}}


@translate.register
def _(node: nodes.Terms) -> Body:
    return {"terms": {node.field: list(node.values)}}


@translate.register
def _(node: nodes.Range) -> Body:
    ends = {"gte": node.low, "lte": node.high}
    return {"range": {node.field: {name: end for name, end in ends.items() if end is not None}}}


@translate.register
def _(node: nodes.Not) -> Body:
    return {"bool": {"must_not": [translate(node.node)]}}


@translate.register
def _(node: nodes.ConstantScore) -> Body:
    return {"constant_score": {"filter": translate(node.node), "boost": node.score}}


@translate.register
def _(node: nodes.DisMax) -> Body:
    return {"dis_max": {"queries": [translate(n) for n in node.nodes]}}


@translate.register
def _(node: nodes.All) -> Body:
    return {"bool": {"must": [translate(n) for n in node.nodes]}}


@translate.register
def _(node: nodes.AtLeast) -> Body:
    return {
        "bool": {
            "should": [translate(n) for n in node.nodes],
            "minimum_should_match": node.minimum,
        }
    }


@translate.register
def _(node: nodes.Boosted) -> Body:
    return {"bool": {"must": [translate(node.node)], "should": [translate(n) for n in node.boosts]}}


def columns_of(hit: Mapping[str, Any]) -> dict[str, Any]:
    """The single value of every column fetched."""
    return {name: values[0] for name, values in hit.get("fields", {}).items()}
