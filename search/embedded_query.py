"""Plans in the words of tantivy: the columns of an index folder, and a query for every node."""

from collections.abc import Iterable
from functools import singledispatch

import tantivy
from tantivy import Occur, Query

from search import nodes
from search.columns import KEYWORDS, NUMBERS, SHOWN, TEXTS, WEIGHTS
from search.nodes import Node

INDEXED_NUMBERS = frozenset({"change_on", "in_stock"})


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="whitespace")
    for name in KEYWORDS:
        builder.add_text_field(
            name, stored=name == "key", fast=True, tokenizer_name="raw", index_option="basic"
        )
    for name in NUMBERS:
        builder.add_integer_field(name, fast=True, indexed=name in INDEXED_NUMBERS)
    for name in SHOWN:
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in WEIGHTS:
        builder.add_float_field(name, fast=True)
    return builder.build()


SCHEMA = _schema()


@singledispatch
def translate(node: object) -> Query:
    """The engine's own query for a node of the plan."""
    raise TypeError(node)


@translate.register
def _(node: nodes.Term) -> Query:
    return Query.term_query(SCHEMA, node.field, node.word)


@translate.register
def _(node: nodes.Prefix) -> Query:
    return Query.fuzzy_term_query(SCHEMA, node.field, node.start, distance=0, prefix=True)


@translate.register
def _(node: nodes.Near) -> Query:
    return Query.fuzzy_term_query(SCHEMA, node.field, node.word, distance=node.edits)


@translate.register
def _(node: nodes.Phrase) -> Query:
    return Query.phrase_query(SCHEMA, node.field, list(node.words))


@translate.register
def _(node: nodes.OneOf) -> Query:
    return Query.term_set_query(SCHEMA, node.field, list(node.values))


@translate.register
def _(node: nodes.Between) -> Query:
    whole = tantivy.FieldType.Integer
    # Few different days exist: looking up their terms beats scanning a number per document.
    by_terms = node.field in INDEXED_NUMBERS
    return Query.range_query(
        SCHEMA, node.field, whole, node.low, node.high, use_inverted_index=by_terms
    )


@translate.register
def _(node: nodes.Not) -> Query:
    return but(Query.all_query(), translate(node.node))


@translate.register
def _(node: nodes.Worth) -> Query:
    return Query.const_score_query(translate(node.node), node.score)


@translate.register
def _(node: nodes.Best) -> Query:
    return Query.disjunction_max_query([translate(n) for n in node.nodes])


@translate.register
def _(node: nodes.All) -> Query:
    return Query.boolean_query([(Occur.Must, translate(n)) for n in node.nodes])


@translate.register
def _(node: nodes.Some) -> Query:
    return Query.boolean_query([(Occur.Should, translate(n)) for n in node.nodes], node.minimum)


@translate.register
def _(node: nodes.Lifted) -> Query:
    lifts = [(Occur.Should, translate(n)) for n in node.lifts]
    return Query.boolean_query([(Occur.Must, translate(node.node)), *lifts])


def narrowed(match: Node, filters: Iterable[Node]) -> Query:
    kept = [(Occur.Must, Query.const_score_query(translate(f), 0.0)) for f in filters]
    return (
        Query.boolean_query([(Occur.Must, translate(match)), *kept]) if kept else translate(match)
    )


def both(one: Query, other: Query) -> Query:
    return Query.boolean_query([(Occur.Must, one), (Occur.Must, other)])


def but(one: Query, other: Query) -> Query:
    return Query.boolean_query([(Occur.Must, one), (Occur.MustNot, other)])
