"""Boosts for the order of words: the thing comes first in a name, neighbours stay together."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from search.columns import JOINED, MOST_HEADS, head
from search.language.analysis import Word
from search.query.interpretation import Interpretation
from search.query.nodes import ConstantScore, DisMax, Node, Term
from search.query.segments import Segment
from search.ranking import FOLDED, HEAD, MOST_SYNONYMS, PAIR, SYNONYM, WHOLE_NAME


def order_boosts(interpretation: Interpretation, segments: Sequence[Segment]) -> Iterator[Node]:
    """Vietnamese puts the thing first: "mật ong …" is honey, "kẹo mật ong" is sweets."""
    needed = [
        segment
        for segment in segments
        if not (segment.is_optional or segment.statuses or segment.categories)
    ]
    typed = tuple(word for segment in needed for word in segment.words)
    if not typed:
        return
    yield DisMax(
        (*_beginnings(interpretation, typed), *_synonyms(interpretation, needed, len(typed)))
    )
    for pair in pairwise(typed):
        score = PAIR * (FOLDED if _is_folded(interpretation, pair) else 1)
        columns = ("name_pairs", "other_pairs")
        both = JOINED.join(spelled(interpretation, pair))
        yield DisMax(tuple(ConstantScore(Term(column, both), score) for column in columns))


def spelled(interpretation: Interpretation, words: Sequence[Word]) -> list[str]:
    """As `name_heads` and the pairs hold words next to each other: all exact or all folded."""
    if _is_folded(interpretation, words):
        return [word.folded for word in words]
    return [word.exact for word in words]


def _beginnings(interpretation: Interpretation, typed: Sequence[Word]) -> Iterator[Node]:
    whole = " ".join(word.folded for word in typed)
    yield ConstantScore(Term("name_whole", whole), WHOLE_NAME * len(typed))
    for end in range(min(len(typed), MOST_HEADS), 0, -1):
        yield ConstantScore(
            Term("name_heads", head(spelled(interpretation, typed[:end]))), HEAD * end
        )


def _synonyms(
    interpretation: Interpretation, needed: Sequence[Segment], size: int
) -> Iterator[Node]:
    """The first segment in other words: the head of a name decides what the thing is."""
    rest = tuple(word for segment in needed[1:] for word in segment.words)
    is_folded = rest and _is_folded(interpretation, rest)
    for other in needed[0].others[:MOST_SYNONYMS]:
        words = (*other, *rest)[:MOST_HEADS]
        beginning = head([word.folded if is_folded else word.exact for word in words])
        yield ConstantScore(Term("name_heads", beginning), HEAD * SYNONYM * size)


def _is_folded(interpretation: Interpretation, words: Sequence[Word]) -> bool:
    return all(map(interpretation.is_folded, words))
