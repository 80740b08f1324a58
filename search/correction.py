"""The question "did you mean": words of the best hits that the typed ones probably were."""

from collections import Counter
from collections.abc import Iterable, Sequence

from search.analysis import Word, analyse


def corrected(typed: Sequence[Word], written: Iterable[str]) -> str | None:
    """The typed words as the hits write them, accents included; None when nothing would change.

    Only words of the index itself are offered, so that the correction always finds something.
    """
    known: Counter[Word] = Counter()
    for text in written:
        known.update(set(analyse(text)))
    better = [_nearest(word, known) for word in typed]
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


def _nearest(word: Word, known: Counter[Word]) -> Word:
    if word in known:
        return word
    most = 0 if len(word.folded) < 4 else 1 if len(word.folded) < 8 else 2  # noqa: PLR2004 (as in matching)
    near = [
        (distance(word.folded, other.folded, most=most), -count, other.exact, other)
        for other, count in known.items()
    ]
    best = min(near, default=(most + 1, 0, "", word))
    return best[3] if best[0] <= most else word
