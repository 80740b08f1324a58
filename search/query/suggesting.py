"""Autocomplete: what an unfinished text may become, products, producers and places mixed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice, product

from search.columns import JOINED, MOST_HEADS, head
from search.engine import InterpretationKind, Kind, Suggestion
from search.language import telex
from search.language.analysis import analyse
from search.language.compounds import syllables
from search.language.synonyms import WordSequence, thesaurus
from search.query.boosts import spelled
from search.query.interpretation import LONGEST, Interpretation
from search.query.nodes import All, Boosted, ConstantScore, Node, Prefix, Term
from search.query.words import word_match
from search.ranking import NAME, PLACE_SUGGESTED, SUGGESTED_HEAD, SUGGESTED_PAIR

_FIELDS: Mapping[Kind, Mapping[str, float]] = {
    Kind.PRODUCT: NAME,
    Kind.PRODUCER: NAME,
    Kind.PLACE: PLACE_SUGGESTED,
}
Run = Callable[[Mapping[Kind, Node], int], Mapping[Kind, Iterable[Suggestion]]]
_FIRST = (Kind.PRODUCT, Kind.PRODUCER, Kind.PLACE)
_MOST_WORDS = 8
_MOST_OTHERS = 3
_MOST_APART = 4  # ways to tell apart what was typed together


def suggest_with(run: Run, text: str, limit: int) -> list[Suggestion]:
    """For the text as typed; interpreted otherwise only when that leads nowhere."""
    for interpretation in _interpretations(text[:LONGEST]):
        queries = {kind: _query(kind, interpretation) for kind in _FIRST}
        if chosen := mixed(run(queries, limit), limit):
            return chosen
    return []


def _interpretations(text: str) -> Iterator[Interpretation]:
    words = analyse(text)[:_MOST_WORDS]
    if not words:
        return
    yield Interpretation(InterpretationKind.PLAIN, words, prefix=True)
    for cuts in islice(product(*map(syllables, words)), _MOST_APART):
        apart = tuple(chain.from_iterable(cuts))[:_MOST_WORDS]
        if apart != words:
            yield Interpretation(InterpretationKind.SPLIT, apart, prefix=True)
    if decoded := telex.decode(text):
        meant = analyse(decoded[1])[:_MOST_WORDS]
        yield Interpretation(InterpretationKind(decoded[0].value), meant, prefix=True)
    if any(not word.is_plain for word in words):
        yield Interpretation(InterpretationKind.FOLDED, words, frozenset(words), prefix=True)
    for other in thesaurus().others(words)[:_MOST_OTHERS]:
        yield Interpretation(InterpretationKind.PLAIN, other, prefix=True)


def _query(kind: Kind, interpretation: Interpretation) -> Node:
    *complete, last = interpretation.words
    fields = _FIELDS[kind]
    nodes = tuple(word_match(word, fields, interpretation) for word in complete)
    ending = word_match(last, fields, interpretation, prefix=True)
    of_kind = ConstantScore(Term("kind", kind.value), 0)
    return Boosted(All((*nodes, ending, of_kind)), _in_order(interpretation, interpretation.words))


def mixed(suggestions: Mapping[Kind, Iterable[Suggestion]], limit: int) -> list[Suggestion]:
    """Products first, but one producer and one place always get in; the same text is shown once.

    Takes no more suggestions than it shows.
    """
    queues = {kind: _distinct(suggestions.get(kind, ())) for kind in _FIRST}
    kept_free = {kind: list(islice(queues[kind], 1)) for kind in _FIRST[1:]}
    chosen: list[Suggestion] = []
    for kind in _FIRST:
        first = kept_free.pop(kind, [])
        room = limit - len(chosen) - sum(map(len, kept_free.values()))
        chosen += islice(chain(first, queues[kind]), max(0, room))
    return chosen[:limit]


def _in_order(interpretation: Interpretation, words: WordSequence) -> tuple[Node, ...]:
    """Names that begin with what was typed come first, then those that hold its end in a row."""
    if len(words) == 1:
        return (ConstantScore(Prefix("first", words[0].folded), SUGGESTED_HEAD),)
    pair = Prefix("name_pairs", JOINED.join(spelled(interpretation, words[-2:])))
    at_end = ConstantScore(pair, SUGGESTED_PAIR * len(words))
    if len(words) > MOST_HEADS:
        return (at_end,)
    beginning = Prefix("name_heads", head(spelled(interpretation, words)))
    return (ConstantScore(beginning, SUGGESTED_HEAD * len(words)), at_end)


def _distinct(suggestions: Iterable[Suggestion]) -> Iterator[Suggestion]:
    seen: set[str] = set()
    for suggestion in suggestions:
        if (text := suggestion.text.casefold()) not in seen:
            seen.add(text)
            yield suggestion
