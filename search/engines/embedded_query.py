"""Query translation for tantivy, and the schema of an index folder."""

from collections.abc import Callable, Collection, Iterable

import tantivy
from tantivy import Occur, Query

from search.columns import KEYWORDS, NUMBERS, SHOWN, TEXTS, WEIGHTS
from search.query import nodes
from search.query.nodes import Node

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


def translate(node: Node) -> Query:
    """The engine's own query for a node of the plan."""
    return _TRANSLATIONS[type(node)](node)


def one_of(keys: Collection[str]) -> Query:
    """The documents of these keys."""
    return Query.term_set_query(SCHEMA, "key", list(keys))


def _range(node: nodes.Range) -> Query:
    whole = tantivy.FieldType.Integer
    # Few different days exist: looking up their terms beats scanning a number per document.
    by_terms = node.field in INDEXED_NUMBERS
    return Query.range_query(
        SCHEMA, node.field, whole, node.low, node.high, use_inverted_index=by_terms
    )


def _terms(node: nodes.Terms) -> Query:
    # One query for a set of terms costs the engine 0.2 ms, however few; one for each costs 5 µs.
    terms = [Query.term_query(SCHEMA, node.field, value, "basic") for value in node.values]
    if len(terms) == 1:
        return terms[0]
    return Query.boolean_query([(Occur.Should, term) for term in terms])


def _at_least(node: nodes.AtLeast) -> Query:
    if len(node.nodes) == 1:
        return translate(node.nodes[0])
    minimum = None if node.minimum == 1 else node.minimum
    return Query.boolean_query([(Occur.Should, translate(n)) for n in node.nodes], minimum)


def _boosted(node: nodes.Boosted) -> Query:
    return filtered(translate(node.node), (), node.boosts)


# A table by type: a search asks it a hundred times, and generic dispatch takes longer than tantivy.
_TRANSLATIONS: dict[type, Callable[..., Query]] = {
    nodes.MatchAll: lambda _: Query.all_query(),
    nodes.Term: lambda n: Query.term_query(SCHEMA, n.field, n.word, "basic"),
    nodes.Prefix: lambda n: Query.fuzzy_term_query(
        SCHEMA, n.field, n.start, distance=0, prefix=True
    ),
    nodes.Fuzzy: lambda n: Query.fuzzy_term_query(SCHEMA, n.field, n.word, distance=n.edits),
    nodes.Phrase: lambda n: Query.phrase_query(SCHEMA, n.field, list(n.words)),
    nodes.Terms: _terms,
    nodes.Range: _range,
    nodes.Not: lambda n: and_not(Query.all_query(), translate(n.node)),
    nodes.ConstantScore: lambda n: Query.const_score_query(translate(n.node), n.score),
    nodes.DisMax: lambda n: Query.disjunction_max_query([translate(one) for one in n.nodes]),
    nodes.All: lambda n: Query.boolean_query([(Occur.Must, translate(one)) for one in n.nodes]),
    nodes.AtLeast: _at_least,
    nodes.Boosted: _boosted,
}


def without_score(node: Node) -> Query:
    return Query.const_score_query(translate(node), 0.0)


def filtered(match: Query, filters: Iterable[Query], boosts: Iterable[Node] = ()) -> Query:
    """The match, of what passes every filter, with the boosts that apply added to its score."""
    required = [(Occur.Must, query) for query in filters]
    optional = [(Occur.Should, translate(boost)) for boost in boosts]
    if not required and not optional:
        return match
    return Query.boolean_query([(Occur.Must, match), *required, *optional])


def both(one: Query, other: Query) -> Query:
    return Query.boolean_query([(Occur.Must, one), (Occur.Must, other)])


def and_not(one: Query, other: Query) -> Query:
    return Query.boolean_query([(Occur.Must, one), (Occur.MustNot, other)])
