"""What counts as one word of a text, in which field, and what each way is worth."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from search.language.analysis import Word
from search.language.syllable import HOOK, TILDE, with_tone, without_tone
from search.query.interpretation import Attempt
from search.query.nodes import Best, Near, Node, Prefix, Some, Term, Worth
from search.ranking import EXACT, FOLDED, PREFIX, TYPO, UNMARKED, edits

_SAME_SOUND = {HOOK: TILDE, TILDE: HOOK}  # half the country does not tell these two tones apart


def word_match(
    word: Word, fields: Mapping[str, float], attempt: Attempt, *, prefix: bool = False
) -> Node:
    """One word in the best of the fields."""
    found = [
        Worth(node, score * value)
        for field, value in fields.items()
        for node, score in _ways(word, field, attempt, prefix=prefix)
    ]
    return Best((*found, *(Worth(node, UNMARKED) for node in _unmarked(word, attempt))))


def _ways(
    word: Word, field: str, attempt: Attempt, *, prefix: bool
) -> Iterator[tuple[Node, float]]:
    """What counts as the word in a field, and how much."""
    is_folded = attempt.is_folded(word)
    yield Term(f"{field}_exact", word.exact), EXACT
    if is_folded:
        yield Term(f"{field}_folded", word.folded), FOLDED
    elif (heard := _heard_alike(word)) is not None:
        yield Term(f"{field}_exact", heard), FOLDED
    if field == "story":
        return
    if prefix and is_folded:
        yield Prefix(f"{field}_folded", word.folded), PREFIX
    elif prefix:
        yield Prefix(f"{field}_exact", word.exact), PREFIX
    if word in attempt.mistyped and edits(word.folded):
        yield Near(f"{field}_folded", word.folded, edits(word.folded)), TYPO


@lru_cache(maxsize=20_000)  # asked for every field of every word
def _heard_alike(word: Word) -> str | None:
    bare, tones = without_tone(word.exact)
    return with_tone(bare, _SAME_SOUND[tones]) if tones in _SAME_SOUND else None


def _unmarked(word: Word, attempt: Attempt) -> tuple[Node, ...]:
    if attempt.unmarked and not attempt.is_folded(word):
        return (Term("name_exact", word.folded),)
    return ()


def counted_word(word: Word, fields: Sequence[str], attempt: Attempt, *, prefix: bool) -> Node:
    """Matches the same documents as `word_match`, in fewer steps and without any score."""
    is_folded = attempt.is_folded(word)
    found = tuple(
        node
        for field in fields
        for node, score in _ways(word, field, attempt, prefix=prefix)
        if not (is_folded and score == EXACT)  # the folded word is there, too
    )
    return Some((*found, *_unmarked(word, attempt)), 1)


def as_typed(word: Word) -> Node:
    """Documents that hold the word as it is typed; any accents will do when none were typed."""
    return Term("any_folded", word.folded) if word.is_plain else Term("any_exact", word.exact)
