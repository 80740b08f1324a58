"""Query building: the tree that an interpretation must match, with constant scores.

How much each way of matching scores stands in `search.ranking`; what status and stock add is in
the column `weight`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from search.columns import JOINED
from search.language.analysis import Word
from search.language.synonyms import WordSequence, thesaurus
from search.query import nodes
from search.query.boosts import order_boosts, spelled
from search.query.interpretation import Interpretation, Needed, Where
from search.query.nodes import (
    All,
    AtLeast,
    ConstantScore,
    DisMax,
    Fuzzy,
    MatchAll,
    Node,
    Not,
    Range,
    Term,
    Terms,
)
from search.query.segments import Segment, Vocabulary, segments_of
from search.query.words import counted_word, word_match
from search.ranking import (
    CATEGORY_SAID,
    EXACT,
    FIELDS,
    FOLDED,
    GUESSED_SYNONYM,
    NAME,
    STATUS_SAID,
    SYNONYM,
    edits,
)

# FIELDS for counting: one column holds name, producer and place together.
COUNTED = ("any", "story")


@dataclass(frozen=True, slots=True)
class Match:
    """Trees: `scored` and `unscored` match the same, `boosts` only add to the score."""

    scored: Node
    unscored: Node
    boosts: tuple[Node, ...] = ()


@lru_cache(maxsize=1_000)  # the same text is asked again for every page and every filter tapped
def matching(
    interpretation: Interpretation, vocabulary: Vocabulary, *, changed_by: int | None
) -> Match:
    """For one interpretation; `changed_by` is today, or None when no status has changed."""
    if interpretation.where is Where.ADJACENT:
        return _adjacent(interpretation)
    segments = segments_of(interpretation.words, vocabulary)
    # A word typed twice is asked for once.
    needed = list(dict.fromkeys(segment for segment in segments if not segment.is_optional))
    optional = (_optional(interpretation, segment) for segment in segments if segment.is_optional)
    boosts = (*optional, *order_boosts(interpretation, segments))
    if not needed:
        return Match(ConstantScore(MatchAll(), EXACT), MatchAll(), boosts)
    scored = tuple(_scored(segment, interpretation, changed_by) for segment in needed)
    if interpretation.needed is Needed.ALL:
        unscored = tuple(_counted(segment, interpretation, changed_by) for segment in needed)
        glued = tuple(map(_neighbours, interpretation.glued))
        scored += tuple(ConstantScore(node, 0) for node in glued)
        unscored += glued
        return Match(_all(scored), _all(unscored), boosts)
    gate = _gate(interpretation, needed, changed_by)
    return Match(All((ConstantScore(gate, 0), AtLeast(scored, 1))), gate, boosts)


def status_in(statuses: tuple[str, ...], *, changed_by: int | None) -> Node:
    """Documents of one of these statuses today: as written, or as it became since."""
    written = Terms("status", statuses)
    if changed_by is None:
        return written
    changed = Range("change_on", None, changed_by)
    became = All((changed, Terms("next_status", statuses)))
    return AtLeast((All((written, Not(changed))), became), 1)


def _fields(interpretation: Interpretation) -> Mapping[str, float]:
    return FIELDS if interpretation.where is Where.ANYWHERE else NAME


def _may_end_early(word: Word, interpretation: Interpretation) -> bool:
    return interpretation.prefix and word is interpretation.words[-1]


def _scored(segment: Segment, interpretation: Interpretation, changed_by: int | None) -> Node:
    fields = _fields(interpretation)
    if _is_named_place(segment):
        value = EXACT * len(segment.words)
        names = (ConstantScore(_sequence(f, segment.place), value * fields[f]) for f in fields)
        return DisMax(tuple(names))
    typed = _all(
        tuple(
            word_match(word, fields, interpretation, prefix=_may_end_early(word, interpretation))
            for word in segment.words
        )
    )
    size = len(segment.words)
    if any(phrase in thesaurus().places for phrase in segment.others):
        # Wherever its words stand: of "Hồ Chí Minh" the "chi" in the name of a mushroom is nothing.
        typed = ConstantScore(
            _counted_typed(segment, interpretation), EXACT * FIELDS["place"] * size
        )
    score = (GUESSED_SYNONYM if all(w.is_plain for w in segment.words) else SYNONYM) * size
    others = (
        ConstantScore(_sequence(field, phrase), score * fields[field])
        for phrase in segment.others
        for field in _synonym_fields(phrase, fields)
    )
    meant = (
        *(ConstantScore(node, STATUS_SAID * size) for node in _statuses(segment, changed_by)),
        *(ConstantScore(node, CATEGORY_SAID * size) for node in _categories(segment)),
    )
    return typed if segment.is_plain else DisMax((typed, *others, *meant))


def _is_named_place(segment: Segment) -> bool:
    """Whether its words stand together or mean nothing: "Hòa Bình" is no "Thái Hòa, Quảng Bình"."""
    return bool(segment.place) and not segment.others


def _counted(segment: Segment, interpretation: Interpretation, changed_by: int | None) -> Node:
    if _is_named_place(segment):
        names = (_sequence(field, segment.place) for field in _fields(interpretation))
        return AtLeast(tuple(names), 1)
    typed = _counted_typed(segment, interpretation)
    others = (
        _sequence(field, phrase)
        for phrase in segment.others
        for field in _synonym_fields(phrase, _fields(interpretation))
    )
    meant = (*_statuses(segment, changed_by), *_categories(segment))
    return typed if segment.is_plain else AtLeast((typed, *others, *meant), 1)


def _counted_typed(segment: Segment, interpretation: Interpretation) -> Node:
    fields = COUNTED if interpretation.where is Where.ANYWHERE else tuple(NAME)
    return _all(
        tuple(
            counted_word(word, fields, interpretation, prefix=_may_end_early(word, interpretation))
            for word in segment.words
        )
    )


def _synonym_fields(phrase: WordSequence, fields: Mapping[str, float]) -> Iterator[str]:
    """Other words for goods say nothing in an address: "chè" is tea, "Trà Vinh" is not."""
    return (f for f in fields if f != "place" or phrase in thesaurus().places)


def _gate(
    interpretation: Interpretation, needed: Sequence[Segment], changed_by: int | None
) -> Node:
    if interpretation.needed is Needed.MOST:
        unscored = tuple(_counted(segment, interpretation, changed_by) for segment in needed)
        return AtLeast(unscored, _most_of(len(unscored)))
    if interpretation.needed is Needed.FRONT and len(needed[0].words) == 1 and len(needed) > 1:
        pair = (*needed[0].words, *needed[1].words)[:2]
        return Term("name_pairs", JOINED.join(spelled(interpretation, pair)))
    return _counted(needed[0], replace(interpretation, where=Where.IN_NAMES), changed_by)


def _adjacent(interpretation: Interpretation) -> Match:
    pairs = tuple(_pair(interpretation, pair) for pair in pairwise(interpretation.words))
    scored = _all(tuple(ConstantScore(pair, FOLDED) for pair in pairs))
    return Match(
        scored, _all(pairs), tuple(order_boosts(interpretation, [Segment(interpretation.words)]))
    )


def _pair(interpretation: Interpretation, pair: Sequence[Word]) -> Node:
    both = JOINED.join(spelled(interpretation, pair))
    if any(word in interpretation.mistyped for word in pair):
        return Fuzzy("name_pairs", both, max(1, *(edits(word.folded) for word in pair)))
    return Term("name_pairs", both)


def _neighbours(pair: Sequence[Word]) -> Node:
    both = JOINED.join(word.folded for word in pair)
    return AtLeast((Term("name_pairs", both), Term("other_pairs", both)), 1)


def _optional(interpretation: Interpretation, segment: Segment) -> Node:
    """What may be left out boosts a name that has it."""
    size = len(segment.words)
    if size == 1:
        return word_match(segment.words[0], NAME, interpretation)
    return ConstantScore(
        Term("name_pairs", JOINED.join(spelled(interpretation, segment.words[:2]))), size
    )


def _statuses(segment: Segment, changed_by: int | None) -> tuple[Node, ...]:
    return (status_in(segment.statuses, changed_by=changed_by),) if segment.statuses else ()


def _categories(segment: Segment) -> Iterator[Node]:
    return (Term("categories", category) for category in segment.categories)


def _sequence(field: str, phrase: WordSequence) -> Node:
    words = tuple(word.exact for word in phrase)
    column = f"{field}_exact"
    return Term(column, words[0]) if len(words) == 1 else nodes.Phrase(column, words)


def _all(nodes: tuple[Node, ...]) -> Node:
    return nodes[0] if len(nodes) == 1 else All(nodes)


def _most_of(number: int) -> int:
    return 1 if number < 3 else number // 2 + 1  # noqa: PLR2004 (of one or two, one)
