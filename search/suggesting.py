"""What an unfinished text may become, and how the answers of several kinds are mixed."""

from collections.abc import Callable, Iterable, Mapping

from search import telex
from search.analysis import Word, analyse
from search.columns import JOINED
from search.engine import Kind, Suggestion
from search.matching import word_match
from search.nodes import All, Lifted, Node, Prefix, Term, Worth
from search.reading import LONGEST

_FIELDS: Mapping[Kind, dict[str, float]] = {
    Kind.PRODUCT: {"name": 1.0},
    Kind.PRODUCER: {"name": 1.0},
    Kind.PLACE: {"name": 1.0, "place": 0.6},  # a former name finds today's place
}
Run = Callable[[Mapping[Kind, Node], int], Mapping[Kind, Iterable[Suggestion]]]
_FIRST = (Kind.PRODUCT, Kind.PRODUCER, Kind.PLACE)
_MOST_WORDS = 8


def suggest_with(run: Run, text: str, limit: int) -> list[Suggestion]:
    """The text as typed; read as keystrokes only when that leads nowhere."""
    chosen = _suggest(run, text, limit)
    decoded = telex.decode(text[:LONGEST]) if not chosen else None
    return _suggest(run, decoded[1], limit) if decoded else chosen


def _suggest(run: Run, text: str, limit: int) -> list[Suggestion]:
    words = analyse(text[:LONGEST])[:_MOST_WORDS]
    if not words:
        return []
    return mixed(run({kind: _wanted(kind, words) for kind in _FIRST}, limit), limit)


def _wanted(kind: Kind, words: tuple[Word, ...]) -> Node:
    return All((_unfinished(words, _FIELDS[kind]), Worth(Term("kind", kind.value), 0)))


def mixed(found: Mapping[Kind, Iterable[Suggestion]], limit: int) -> list[Suggestion]:
    """Products first, but one producer and one place always get in; the same text is shown once."""
    queues = {kind: _distinct(found.get(kind, ())) for kind in _FIRST}
    kept_free = {kind: min(1, len(queues[kind])) for kind in _FIRST[1:]}
    chosen: list[Suggestion] = []
    for kind in _FIRST:
        kept_free.pop(kind, None)
        room = limit - len(chosen) - sum(kept_free.values())
        chosen += queues[kind][: max(0, room)]
    return chosen[:limit]


def _unfinished(words: tuple[Word, ...], fields: dict[str, float]) -> Node:
    *complete, last = words
    nodes = tuple(
        word_match(word, fields, folded=False, prefix=False, typos=False) for word in complete
    )
    ending = word_match(last, fields, folded=False, prefix=True, typos=False)
    return Lifted(All((*nodes, ending)), _in_order(words))


def _in_order(words: tuple[Word, ...]) -> tuple[Node, ...]:
    """Names that begin with what was typed come first, then those that hold its end in a row."""
    folded = tuple(word.folded for word in words)
    if len(folded) == 1:
        return (Worth(Prefix("first", folded[0]), 1),)
    start = Worth(Prefix("name_heads", JOINED.join(folded)), len(words))
    return (start, Worth(Prefix("name_pairs", JOINED.join(folded[-2:])), len(words) / 2))


def _distinct(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    seen: dict[str, Suggestion] = {}
    for suggestion in suggestions:
        seen.setdefault(suggestion.text.casefold(), suggestion)
    return list(seen.values())
