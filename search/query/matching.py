"""What must match and what it is worth. Scores are constants, so that every engine ranks alike.

How much each way of matching scores stands in `search.ranking`; what status and stock add is in
the column `weight`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from search.columns import JOINED
from search.language.analysis import Word
from search.language.synonyms import Phrase, thesaurus
from search.query import nodes
from search.query.boosts import order_lifts, spelled
from search.query.interpretation import Attempt, Needed, Where
from search.query.nodes import (
    All,
    Best,
    Between,
    Everything,
    Near,
    Node,
    Not,
    OneOf,
    Some,
    Term,
    Worth,
)
from search.query.segments import Slot, Vocabulary, cut
from search.query.words import counted_word, word_match
from search.ranking import EXACT, FIELDS, FOLDED, GUESSED_SYNONYM, NAME, STATUS_SAID, SYNONYM, edits

# FIELDS for counting: one column holds name, producer and place together.
COUNTED = ("any", "story")


@dataclass(frozen=True, slots=True)
class Match:
    """A reading as trees: `scored` and `bare` match the same, `lifts` only add to the score."""

    scored: Node
    bare: Node
    lifts: tuple[Node, ...] = ()


@lru_cache(maxsize=1_000)  # the same text is asked again for every page and every filter tapped
def matching(attempt: Attempt, vocabulary: Vocabulary, *, changed_by: int | None) -> Match:
    """The trees for one reading; `changed_by` is today, or None when no status has changed."""
    if attempt.where is Where.IN_A_ROW:
        return _in_a_row(attempt)
    slots = cut(attempt.words, vocabulary)
    # A word typed twice is asked for once.
    needed = list(dict.fromkeys(slot for slot in slots if not slot.is_optional))
    welcome = (_welcome(attempt, slot) for slot in slots if slot.is_optional)
    lifts = (*welcome, *order_lifts(attempt, slots))
    if not needed:
        return Match(Worth(Everything(), EXACT), Everything(), lifts)
    scored = tuple(_scored(slot, attempt, changed_by) for slot in needed)
    if attempt.needed is Needed.ALL:
        bare = tuple(_counted(slot, attempt, changed_by) for slot in needed)
        return Match(_all(scored), _all(bare), lifts)
    gate = _gate(attempt, needed, changed_by)
    return Match(All((Worth(gate, 0), Some(scored, 1))), gate, lifts)


def status_in(statuses: tuple[str, ...], *, changed_by: int | None) -> Node:
    """Documents of one of these statuses today: as written, or as it became since."""
    written = OneOf("status", statuses)
    if changed_by is None:
        return written
    changed = Between("change_on", None, changed_by)
    became = All((changed, OneOf("next_status", statuses)))
    return Some((All((written, Not(changed))), became), 1)


def _fields(attempt: Attempt) -> Mapping[str, float]:
    return FIELDS if attempt.where is Where.ANYWHERE else NAME


def _may_end_early(word: Word, attempt: Attempt) -> bool:
    return attempt.prefix and word is attempt.words[-1]


def _scored(slot: Slot, attempt: Attempt, changed_by: int | None) -> Node:
    fields = _fields(attempt)
    typed = _all(
        tuple(
            word_match(word, fields, attempt, prefix=_may_end_early(word, attempt))
            for word in slot.words
        )
    )
    size = len(slot.words)
    worth = (GUESSED_SYNONYM if all(w.is_plain for w in slot.words) else SYNONYM) * size
    others = (
        Worth(_sequence(field, phrase), worth * fields[field])
        for phrase in slot.others
        for field in _synonym_fields(phrase, fields)
    )
    said = _statuses(slot, changed_by)
    of_status = tuple(Worth(node, STATUS_SAID * size) for node in said)
    return Best((typed, *others, *of_status)) if slot.others or said else typed


def _counted(slot: Slot, attempt: Attempt, changed_by: int | None) -> Node:
    fields = COUNTED if attempt.where is Where.ANYWHERE else tuple(NAME)
    typed = _all(
        tuple(
            counted_word(word, fields, attempt, prefix=_may_end_early(word, attempt))
            for word in slot.words
        )
    )
    others = (
        _sequence(field, phrase)
        for phrase in slot.others
        for field in _synonym_fields(phrase, _fields(attempt))
    )
    said = _statuses(slot, changed_by)
    return Some((typed, *others, *said), 1) if slot.others or said else typed


def _synonym_fields(phrase: Phrase, fields: Mapping[str, float]) -> Iterator[str]:
    """Other words for goods say nothing in an address: "chè" is tea, "Trà Vinh" is not."""
    return (f for f in fields if f != "place" or phrase in thesaurus().places)


def _gate(attempt: Attempt, needed: Sequence[Slot], changed_by: int | None) -> Node:
    if attempt.needed is Needed.MOST:
        bare = tuple(_counted(slot, attempt, changed_by) for slot in needed)
        return Some(bare, _most_of(len(bare)))
    if attempt.needed is Needed.FRONT and len(needed[0].words) == 1 and len(needed) > 1:
        pair = (*needed[0].words, *needed[1].words)[:2]
        return Term("name_pairs", JOINED.join(spelled(attempt, pair)))
    return _counted(needed[0], replace(attempt, where=Where.IN_NAMES), changed_by)


def _in_a_row(attempt: Attempt) -> Match:
    pairs = tuple(_pair(attempt, pair) for pair in pairwise(attempt.words))
    scored = _all(tuple(Worth(pair, FOLDED) for pair in pairs))
    return Match(scored, _all(pairs), tuple(order_lifts(attempt, [Slot(attempt.words)])))


def _pair(attempt: Attempt, pair: Sequence[Word]) -> Node:
    both = JOINED.join(spelled(attempt, pair))
    if any(word in attempt.mistyped for word in pair):
        return Near("name_pairs", both, max(edits(word.folded) for word in pair))
    return Term("name_pairs", both)


def _welcome(attempt: Attempt, slot: Slot) -> Node:
    """What may be left out lifts a name that has it."""
    size = len(slot.words)
    if size == 1:
        return word_match(slot.words[0], NAME, attempt)
    return Worth(Term("name_pairs", JOINED.join(spelled(attempt, slot.words[:2]))), size)


def _statuses(slot: Slot, changed_by: int | None) -> tuple[Node, ...]:
    return (status_in(slot.statuses, changed_by=changed_by),) if slot.statuses else ()


def _sequence(field: str, phrase: Phrase) -> Node:
    words = tuple(word.exact for word in phrase)
    column = f"{field}_exact"
    return Term(column, words[0]) if len(words) == 1 else nodes.Phrase(column, words)


def _all(nodes: tuple[Node, ...]) -> Node:
    return nodes[0] if len(nodes) == 1 else All(nodes)


def _most_of(number: int) -> int:
    return 1 if number < 3 else number // 2 + 1  # noqa: PLR2004 (of one or two, one)
