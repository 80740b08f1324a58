"""Spelling correction, "did you mean": the words of the best hits that the typed ones may be."""

from collections.abc import Collection, Iterable, Sequence

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


def distance(one: str, other: str, *, most: int) -> int:
    """Letters inserted, deleted, replaced or swapped between the two; `most` + 1 means far."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)


def _nearest(word: Word, known: Sequence[Word], *, is_wrong: bool) -> Word:
    if word in known or not (is_wrong or word.is_plain):
        return word
    most = edits(word.folded) if is_wrong else 0
    far = [distance(word.folded, other.folded, most=most) for other in known]
    nearest = min(far, default=most + 1)
    return known[far.index(nearest)] if nearest <= most else word
