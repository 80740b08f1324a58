"""Unicode normalisation of cell text: composed letters, plain styles, nothing invisible."""

import re
import unicodedata

# Marks that turn the direction of writing: they can make a name read as another one.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Blank though they count as letters or symbols.
_BLANK = dict.fromkeys(map(ord, "\u2800\u3164\u115f\u1160\uffa0\u034f\u180b\u180c\u180d\u180e"))
_ODD = re.compile("[\u0300-\u036f\u2800\u3164\u115f\u1160\uffa0\uff01-\uff5e\U0001d400-\U0001d7ff]")
_PROOF = re.compile("[ăđĨĩŨũƠơƯư\u1ea0-\u1ef9]")  # letters that misread text does not show
_MARKED = re.compile("[\u0300-\u036f]{2,}")
_HATS = "\u0302\u0306\u031b"
# Letters of fonts as chats and phones offer them: fullwidth and mathematical.
_STYLED = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]+")


def composed(text: str) -> str:
    """The text in form NFC, however its marks were ordered, and without what nobody sees.

    Soft hyphens stay where nothing shows that they are no letter: TCVN3 writes ư that way.
    """
    if unicodedata.is_normalized("NFC", text) and text.isprintable() and not _ODD.search(text):
        return text
    plain = _STYLED.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text.translate(_BLANK))
    letters = unicodedata.normalize("NFD", plain)
    whole = unicodedata.normalize("NFC", _MARKED.sub(_in_order, letters))
    unicode_proven = bool(_PROOF.search(whole))
    return "".join(letter for letter in whole if not _is_unseen(letter, unicode_proven))


def _in_order(marks: re.Match[str]) -> str:
    """What belongs to the letter before the tone: a typed acute may have come first."""
    return "".join(sorted(marks[0], key=lambda mark: mark not in _HATS))


def _is_unseen(letter: str, unicode_proven: bool) -> bool:  # noqa: FBT001 - yes or no
    if letter == "\u00ad":
        return unicode_proven
    return unicodedata.category(letter) == "Cf" and letter not in TURNING
