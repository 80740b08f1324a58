"""What puts one match above another: the thing comes first in a name, neighbours stay together.

Lifts are smaller than the steps between the fields and ways of matching: see `search.ranking`.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from search.columns import JOINED, MOST_HEADS, head
from search.language.analysis import Word
from search.query.interpretation import Attempt
from search.query.nodes import Best, Node, Term, Worth
from search.query.segments import Slot
from search.ranking import FOLDED, HEAD, MOST_SYNONYMS, PAIR, SYNONYM, WHOLE_NAME


def order_lifts(attempt: Attempt, slots: Sequence[Slot]) -> Iterator[Node]:
    """Vietnamese puts the thing first: "mật ong …" is honey, "kẹo mật ong" is sweets."""
    needed = [slot for slot in slots if not slot.is_optional and not slot.statuses]
    typed = tuple(word for slot in needed for word in slot.words)
    if not typed:
        return
    yield Best((*_beginnings(attempt, typed), *_synonyms(attempt, needed, len(typed))))
    for pair in pairwise(typed):
        worth = PAIR * (FOLDED if _is_folded(attempt, pair) else 1)
        columns = ("name_pairs", "other_pairs")
        both = JOINED.join(spelled(attempt, pair))
        yield Best(tuple(Worth(Term(column, both), worth) for column in columns))


def spelled(attempt: Attempt, words: Sequence[Word]) -> list[str]:
    """As `name_heads` and the pairs hold words next to each other: all exact or all folded."""
    if _is_folded(attempt, words):
        return [word.folded for word in words]
    return [word.exact for word in words]


def _beginnings(attempt: Attempt, typed: Sequence[Word]) -> Iterator[Node]:
    whole = " ".join(word.folded for word in typed)
    yield Worth(Term("name_whole", whole), WHOLE_NAME * len(typed))
    for end in range(min(len(typed), MOST_HEADS), 0, -1):
        yield Worth(Term("name_heads", head(spelled(attempt, typed[:end]))), HEAD * end)


def _synonyms(attempt: Attempt, needed: Sequence[Slot], size: int) -> Iterator[Node]:
    """The first slot said in other words: the head of a name decides what the thing is."""
    rest = tuple(word for slot in needed[1:] for word in slot.words)
    is_folded = rest and _is_folded(attempt, rest)
    for other in needed[0].others[:MOST_SYNONYMS]:
        words = (*other, *rest)[:MOST_HEADS]
        said = head([word.folded if is_folded else word.exact for word in words])
        yield Worth(Term("name_heads", said), HEAD * SYNONYM * size)


def _is_folded(attempt: Attempt, words: Sequence[Word]) -> bool:
    return all(map(attempt.is_folded, words))
