"""What an unfinished text may become, and how the answers of several kinds are mixed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice

from search.columns import JOINED, MOST_HEADS, head
from search.engine import Kind, Reading, Suggestion
from search.language import telex
from search.language.analysis import analyse
from search.language.synonyms import Phrase, thesaurus
from search.query.boosts import spelled
from search.query.interpretation import LONGEST, Attempt
from search.query.nodes import All, Lifted, Node, Prefix, Term, Worth
from search.query.words import word_match
from search.ranking import NAME, PLACE_SUGGESTED

_FIELDS: Mapping[Kind, Mapping[str, float]] = {
    Kind.PRODUCT: NAME,
    Kind.PRODUCER: NAME,
    Kind.PLACE: PLACE_SUGGESTED,
}
Run = Callable[[Mapping[Kind, Node], int], Mapping[Kind, Iterable[Suggestion]]]
_FIRST = (Kind.PRODUCT, Kind.PRODUCER, Kind.PLACE)
_MOST_WORDS = 8
_MOST_OTHERS = 3


def suggest_with(run: Run, text: str, limit: int) -> list[Suggestion]:
    """The text as typed; read otherwise only when that leads nowhere."""
    for attempt in _readings(text[:LONGEST]):
        wanted = {kind: _wanted(kind, attempt) for kind in _FIRST}
        if chosen := mixed(run(wanted, limit), limit):
            return chosen
    return []


def _readings(text: str) -> Iterator[Attempt]:
    words = analyse(text)[:_MOST_WORDS]
    if not words:
        return
    yield Attempt(Reading.PLAIN, words, prefix=True)
    if decoded := telex.decode(text):
        meant = analyse(decoded[1])[:_MOST_WORDS]
        yield Attempt(Reading(decoded[0].value), meant, prefix=True)
    if any(not word.is_plain for word in words):
        yield Attempt(Reading.FOLDED, words, frozenset(words), prefix=True)
    for other in thesaurus().others(words)[:_MOST_OTHERS]:
        yield Attempt(Reading.PLAIN, other, prefix=True)


def _wanted(kind: Kind, attempt: Attempt) -> Node:
    *complete, last = attempt.words
    fields = _FIELDS[kind]
    nodes = tuple(word_match(word, fields, attempt) for word in complete)
    ending = word_match(last, fields, attempt, prefix=True)
    of_kind = Worth(Term("kind", kind.value), 0)
    return Lifted(All((*nodes, ending, of_kind)), _in_order(attempt, attempt.words))


def mixed(found: Mapping[Kind, Iterable[Suggestion]], limit: int) -> list[Suggestion]:
    """Products first, but one producer and one place always get in; the same text is shown once.

    Reads no more of what was found than it shows.
    """
    queues = {kind: _distinct(found.get(kind, ())) for kind in _FIRST}
    kept_free = {kind: list(islice(queues[kind], 1)) for kind in _FIRST[1:]}
    chosen: list[Suggestion] = []
    for kind in _FIRST:
        first = kept_free.pop(kind, [])
        room = limit - len(chosen) - sum(map(len, kept_free.values()))
        chosen += islice(chain(first, queues[kind]), max(0, room))
    return chosen[:limit]


def _in_order(attempt: Attempt, words: Phrase) -> tuple[Node, ...]:
    """Names that begin with what was typed come first, then those that hold its end in a row."""
    if len(words) == 1:
        return (Worth(Prefix("first", words[0].folded), 1),)
    pair = Worth(Prefix("name_pairs", JOINED.join(spelled(attempt, words[-2:]))), len(words) / 2)
    if len(words) > MOST_HEADS:
        return (pair,)
    return (Worth(Prefix("name_heads", head(spelled(attempt, words))), len(words)), pair)


def _distinct(suggestions: Iterable[Suggestion]) -> Iterator[Suggestion]:
    seen: set[str] = set()
    for suggestion in suggestions:
        if (text := suggestion.text.casefold()) not in seen:
            seen.add(text)
            yield suggestion
