"""Spelling correction, "did you mean": the words of the best hits that the typed ones may be."""

from collections.abc import Collection, Iterable, Sequence

from rapidfuzz.distance import OSA

from search.language.analysis import Word, analyse
from search.ranking import edits


def corrected(
    typed: Sequence[Word], written: Iterable[str], *, wrong: Collection[Word] | None = None
) -> str | None:
    """The typed words as the hits write them, accents included; None when nothing would change.

    Only words of the index itself are offered, so that the correction always finds something. Of
    words that are not among the wrong ones, only missing accents are supplied.
    """
    # In the order of the hits: what the best ones say was meant.
    known = list(dict.fromkeys(word for text in written for word in analyse(text)))
    better = [_nearest(w, known, is_wrong=wrong is None or w in wrong) for w in typed]
    if [w.exact for w in better] == [w.exact for w in typed]:
        return None
    return " ".join(word.exact for word in better)


def _nearest(word: Word, known: Sequence[Word], *, is_wrong: bool) -> Word:
    if word in known or not (is_wrong or word.is_plain):
        return word
    most = edits(word.folded) if is_wrong else 0
    # Swapped neighbours count as one edit, as in the engines; beyond `most` every distance is far.
    far = [OSA.distance(word.folded, other.folded, score_cutoff=most) for other in known]
    nearest = min(far, default=most + 1)
    return known[far.index(nearest)] if nearest <= most else word
