"""What must match and what it is worth. Scores are constants, so that every engine ranks alike.

A word in a name is worth 1 when spelled exactly so; other ways are worth less, in the order
exact, folded, synonym, beginning, typo, and name, producer, place, story. What standing and stock
add is in the column `weight`, and less than any of these steps.
"""

from collections.abc import Iterator
from itertools import pairwise

from search.analysis import Word
from search.columns import JOINED
from search.nodes import (
    All,
    Best,
    Between,
    Lifted,
    Near,
    Node,
    Not,
    OneOf,
    Phrase,
    Prefix,
    Some,
    Term,
    Worth,
)
from search.reading import Attempt
from search.slots import Slot, cut
from search.standing import STANDINGS, VALID, tier
from search.syllable import HOOK, TILDE, with_tone, without_tone
from search.synonyms import thesaurus

FIELDS = {"name": 1.0, "producer": 0.6, "place": 0.4, "story": 0.25}
EXACT, FOLDED, PREFIX, TYPO = 1.0, 0.8, 0.55, 0.3
SYNONYM, GUESSED_SYNONYM = 0.75, 0.6  # guessed: the typed word had no accents to go by
WHOLE_NAME, HEAD, PAIR = 0.4, 0.3, 0.12
STARS_ASKED = 0.6
_TYPO_FROM, _TWO_TYPOS_FROM = 4, 8
_SAME_SOUND = {HOOK: TILDE, TILDE: HOOK}  # half the country does not tell these two tones apart


def matching(attempt: Attempt, *, changed_by: int | None) -> Lifted:
    """The tree for one reading; `changed_by` is today, or None when no standing has changed."""
    slots = cut(attempt.words, thesaurus())
    needed = tuple(_slot(s, attempt, changed_by) for s in slots if not s.is_optional)
    welcome = tuple(_slot(s, attempt, changed_by) for s in slots if s.is_optional)
    match = Some(needed, _most_of(len(needed))) if attempt.partial else _all(needed)
    return Lifted(match, (*welcome, *_order_lifts(slots, len(attempt.words))))


def standing_tiers(*, changed_by: int | None) -> tuple[Node, ...]:
    """What a browsed list is ordered by, in the order of the columns `rank` and `next_rank`."""
    by_tier: dict[int, list[str]] = {}
    for standing in STANDINGS:
        by_tier.setdefault(tier(standing), []).append(standing)
    return tuple(
        Worth(standing_in(tuple(standings), changed_by=changed_by), worth)
        for worth, standings in by_tier.items()
        if worth
    )


def standing_in(standings: tuple[str, ...], *, changed_by: int | None) -> Node:
    """Documents of one of these standings today: as written, or as it became since."""
    written = OneOf("standing", standings)
    if changed_by is None:
        return written
    changed = Between("change_on", None, changed_by)
    became = All((changed, OneOf("next_standing", standings)))
    return Some((All((written, Not(changed))), became), 1)


def word_match(
    word: Word, fields: dict[str, float], *, folded: bool, prefix: bool, typos: bool
) -> Node:
    """One word in the best of the fields."""
    found: list[Node] = []
    for field, value in fields.items():
        found.extend(
            Worth(node, score * value) for node, score in _spellings(word, field, folded=folded)
        )
        if prefix and field != "story":
            found.append(Worth(_beginning(word, field, folded=folded), PREFIX * value))
        if typos and len(word.folded) >= _TYPO_FROM and field != "story":
            edits = 2 if len(word.folded) >= _TWO_TYPOS_FROM else 1
            found.append(Worth(Near(f"{field}_folded", word.folded, edits), TYPO * value))
    return Best(tuple(found))


def _spellings(word: Word, field: str, *, folded: bool) -> Iterator[tuple[Node, float]]:
    yield Term(f"{field}_exact", word.exact), EXACT
    if folded or word.is_plain:
        yield Term(f"{field}_folded", word.folded), FOLDED
        return
    yield Term(f"{field}_exact", word.folded), FOLDED
    bare, tones = without_tone(word.exact)
    if tones in _SAME_SOUND:
        yield Term(f"{field}_exact", with_tone(bare, _SAME_SOUND[tones])), FOLDED


def _beginning(word: Word, field: str, *, folded: bool) -> Node:
    if folded or word.is_plain:
        return Prefix(f"{field}_folded", word.folded)
    return Prefix(f"{field}_exact", word.exact)


def _slot(slot: Slot, attempt: Attempt, changed_by: int | None) -> Node:
    typed = _all(
        tuple(
            word_match(
                word,
                FIELDS,
                folded=attempt.folded,
                prefix=attempt.prefix and word is attempt.words[-1],
                typos=attempt.typos,
            )
            for word in slot.words
        )
    )
    size = len(slot.words)
    guessed = all(word.is_plain for word in slot.words)
    worth = (GUESSED_SYNONYM if guessed else SYNONYM) * size
    others = (_synonym(phrase, worth) for phrase in slot.others)
    stars = (_stars(slot.stars, changed_by),) if slot.stars else ()
    return Best((typed, *others, *stars)) if slot.others or stars else typed


def _synonym(phrase: tuple[Word, ...], worth: float) -> Node:
    words = tuple(word.exact for word in phrase)
    return Best(
        tuple(
            Worth(_sequence(f"{field}_exact", words), worth * value)
            for field, value in FIELDS.items()
        )
    )


def _stars(stars: int, changed_by: int | None) -> Node:
    return Worth(standing_in((f"{VALID}-{stars}",), changed_by=changed_by), STARS_ASKED * 2)


def _order_lifts(slots: tuple[Slot, ...], size: int) -> Iterator[Node]:
    """Vietnamese puts the thing first: "mật ong …" is honey, "kẹo mật ong" is sweets."""
    typed = tuple(
        word for slot in slots for word in slot.words if not slot.is_optional and not slot.stars
    )
    if not typed:
        return
    whole = " ".join(word.folded for word in typed)
    heads = (_head(words, HEAD * SYNONYM * size) for words in _with_synonym(slots))
    whole_name = Worth(Term("name_whole", whole), WHOLE_NAME * size)
    yield Best((whole_name, _head(typed, HEAD * size), *heads))
    for one, other in pairwise(typed):
        yield Worth(Term("name_pairs", JOINED.join((one.folded, other.folded))), PAIR)


def _with_synonym(slots: tuple[Slot, ...]) -> Iterator[tuple[Word, ...]]:
    """The first slot said in other words: the head of a name decides what the thing is."""
    needed = [slot for slot in slots if not slot.is_optional and not slot.stars]
    rest = tuple(word for slot in needed[1:] for word in slot.words)
    return (other + rest for other in needed[0].others[:4])


def _head(words: tuple[Word, ...], worth: float) -> Node:
    return Worth(Term("name_heads", JOINED.join(word.folded for word in words)), worth)


def _sequence(field: str, words: tuple[str, ...]) -> Node:
    return Term(field, words[0]) if len(words) == 1 else Phrase(field, words)


def _all(nodes: tuple[Node, ...]) -> Node:
    return nodes[0] if len(nodes) == 1 else All(nodes)


def _most_of(number: int) -> int:
    return 1 if number < 3 else number // 2 + 1  # noqa: PLR2004 (of one or two, one)
