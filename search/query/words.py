"""Term queries: what counts as one word of a text, in which field, with which score."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from search.columns import JOINED
from search.language.analysis import Word
from search.language.sounds import other_tone
from search.query.interpretation import Interpretation
from search.query.nodes import All, AtLeast, ConstantScore, DisMax, Fuzzy, Node, Prefix, Term
from search.ranking import EXACT, FOLDED, PREFIX, TYPO, UNMARKED, edits


def word_match(
    word: Word, fields: Mapping[str, float], interpretation: Interpretation, *, prefix: bool = False
) -> Node:
    """One word in the best of the fields."""
    ways = [
        ConstantScore(node, score * value)
        for field, value in fields.items()
        for node, score in _ways(word, field, interpretation, prefix=prefix)
    ]
    return DisMax(
        (
            *ways,
            *_joined(word, fields, interpretation),
            *(ConstantScore(node, UNMARKED) for node in _unmarked(word, interpretation)),
        )
    )


def _joined(
    word: Word, fields: Mapping[str, float], interpretation: Interpretation
) -> Iterator[Node]:
    for spelling in interpretation.joined_spellings(word):
        yield ConstantScore(Term("name_folded", spelling), FOLDED * fields["name"])
        if "place" in fields:
            yield ConstantScore(Term("any_folded", spelling), FOLDED * fields["place"])


def _ways(
    word: Word, field: str, interpretation: Interpretation, *, prefix: bool
) -> Iterator[tuple[Node, float]]:
    """What counts as the word in a field, and how much."""
    is_folded = interpretation.is_folded(word)
    yield Term(f"{field}_exact", word.exact), EXACT
    if is_folded:
        yield Term(f"{field}_folded", word.folded), FOLDED
    elif (homophone := other_tone(word)) is not None:
        yield Term(f"{field}_exact", homophone), FOLDED
    if field == "story":
        return
    if prefix and is_folded:
        yield Prefix(f"{field}_folded", word.folded), PREFIX
    elif prefix:
        yield Prefix(f"{field}_exact", word.exact), PREFIX
    if word in interpretation.mistyped and edits(word.folded):
        yield Fuzzy(f"{field}_folded", word.folded, edits(word.folded)), TYPO


def _unmarked(word: Word, interpretation: Interpretation) -> tuple[Node, ...]:
    if interpretation.unmarked and not interpretation.is_folded(word):
        return (Term("name_exact", word.folded),)
    return ()


def counted_word(
    word: Word, fields: Sequence[str], interpretation: Interpretation, *, prefix: bool
) -> Node:
    """Matches the same documents as `word_match`, in fewer steps and without any score."""
    is_folded = interpretation.is_folded(word)
    ways = tuple(
        node
        for field in fields
        for node, score in _ways(word, field, interpretation, prefix=prefix)
        if not (is_folded and score == EXACT)  # the folded word is there, too
    )
    joined = (
        Term(f"{fields[0]}_folded", spelling) for spelling in interpretation.joined_spellings(word)
    )
    return AtLeast((*ways, *joined, *_unmarked(word, interpretation)), 1)


def as_typed(word: Word) -> Node:
    """Documents that hold the word as it is typed; any accents will do when none were typed."""
    return Term("any_folded", word.folded) if word.is_plain else Term("any_exact", word.exact)


def in_a_row(words: Sequence[Word]) -> Node:
    """Documents that hold the words side by side; any accents will do when none were typed."""
    is_plain = all(word.is_plain for word in words)
    spelled = [word.folded if is_plain else word.exact for word in words]
    pairs = map(JOINED.join, pairwise(spelled))
    return All(tuple(AtLeast((Term("name_pairs", p), Term("other_pairs", p)), 1) for p in pairs))
