"""Classifiers: words before a noun that say what shape of thing it names ("quả bưởi", "trái thơm").

A name may have one or none, and so may a wish; north and south prefer different ones.
"""

from collections.abc import Sequence

from search.language.analysis import Word, analyse

_CLASSIFIERS = frozenset(word.exact for word in analyse("trái quả"))


def is_classifier(words: Sequence[Word]) -> bool:
    """Whether the first word only classifies what comes behind it."""
    return len(words) > 1 and words[0].exact in _CLASSIFIERS
