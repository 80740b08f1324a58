"""Spelling correction, "did you mean": the words of the best hits that the typed ones may be."""

from collections.abc import Collection, Container, Iterable, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from search.language.analysis import Word, analyse
from search.language.compounds import is_foreign
from search.ranking import edits


def corrected(
    typed: Sequence[Word], written: Iterable[str], *, wrong: Collection[Word] | None = None
) -> str | None:
    """The typed words as the hits write them, accents included; None when nothing would change.

    Only words of the index itself are offered, so that the correction always finds something. Of
    words that are not among the wrong ones, only missing accents are supplied.
    """
    texts = [analyse(text) for text in written]
    # In the order of the hits: what the best ones say was meant.
    known = list(dict.fromkeys(word for text in texts for word in text))
    neighbours = {pair for text in texts for pair in pairwise(text)}
    neighbours |= {(one, Word(other.folded, other.folded)) for one, other in neighbours}
    better: list[Word] = []
    for at, word in enumerate(typed):
        nearest = _nearest(word, known, is_wrong=wrong is None or word in wrong)
        before, after = better[-1:], typed[at + 1 : at + 2]
        better.append(_best_placed(nearest, before, after, neighbours))
    if [w.exact for w in better] == [w.exact for w in typed]:
        return None
    return " ".join(word.exact for word in better)


def _nearest(word: Word, known: Sequence[Word], *, is_wrong: bool) -> Sequence[Word]:
    """All that are equally near; the word itself where none is."""
    if word in known or not (is_wrong or word.is_plain):
        return (word,)
    most = max(edits(word.folded), is_foreign(word)) if is_wrong else 0
    # Swapped neighbours count as one edit, as in the engines; beyond `most` every distance is far.
    far = [OSA.distance(word.folded, other.folded, score_cutoff=most) for other in known]
    nearest = min(far, default=most + 1)
    if nearest > most:
        return (word,)
    return [other for other, distance in zip(known, far, strict=True) if distance == nearest]


def _best_placed(
    candidates: Sequence[Word],
    before: Sequence[Word],
    after: Sequence[Word],
    neighbours: Container[tuple[Word, Word]],
) -> Word:
    """The first one that stands beside the words around it, if any does."""

    def beside(word: Word) -> int:
        left = sum((other, word) in neighbours for other in before)
        return left + sum((word, Word(other.folded, other.folded)) in neighbours for other in after)

    return max(candidates, key=beside)
