"""Vietnamese orthography: which letters form a syllable, which of them bears the tone."""

import re
import unicodedata

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
TONES = frozenset((GRAVE, ACUTE, TILDE, HOOK, DOT))
VOWELS = "aăâeêioôơuưy"

_INITIAL = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_OPEN = (
    "ươi|ươu|iêu|yêu|oai|oay|oao|oeo|uây|uya|uyu|uôi|ươ|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|"
    "ơi|ua|uê|ui|uơ|uy|ưa|ưi|ưu|a|e|ê|i|o|ô|ơ|u|ư|y"
)
_CLOSED = "iê|yê|oa|oă|oe|oo|uâ|uê|uô|uyê|uy|ươ|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
_LETTERS = f"(?:{_INITIAL})?(?:(?:{_OPEN})|(?:{_CLOSED})(?:ch|c|ng|nh|n|m|p|t))"
_SYLLABLE = re.compile(_LETTERS)
_PLAIN_SYLLABLE = re.compile(_LETTERS.translate(str.maketrans("ăâđêôơư", "aadeoou")))
_NUCLEUS = re.compile(f"[{VOWELS}]+")
_STOPPED = re.compile("(?:ch|c|p|t)$")


def without_tone(word: str) -> tuple[str, str]:
    """The word with its tone marks taken off, and those marks in order."""
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in parts if c in TONES)
    bare = "".join(c for c in parts if c not in TONES)
    return unicodedata.normalize("NFC", bare), tones


def with_tone(bare: str, tone: str) -> str:
    """Put a tone on the one letter where most people write it: hoà becomes hòa."""
    at = _tone_position(bare)
    if at is None or not tone:
        return bare
    return unicodedata.normalize("NFC", bare[: at + 1] + tone + bare[at + 1 :])


def is_syllable(bare: str, tone: str = "") -> bool:
    """Whether it can be a Vietnamese syllable; a stopped one carries only two of the tones."""
    if not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or tone in {"", ACUTE, DOT}


def is_plain_syllable(letters: str) -> bool:
    """The same for letters typed without any marks."""
    return _PLAIN_SYLLABLE.fullmatch(letters) is not None


def _tone_position(bare: str) -> int | None:
    start = _nucleus_start(bare)
    match = _NUCLEUS.search(bare, start)
    if match is None:
        return None
    nucleus, first = match.group(), match.start()
    marked = [i for i, letter in enumerate(nucleus) if letter in "ăâêôơư"]
    if marked:
        return first + marked[-1]
    closed = match.end() < len(bare)
    one_vowel = len(nucleus) == 1
    three_vowels = len(nucleus) == 3  # noqa: PLR2004 (as named)
    return first + 1 if three_vowels or (closed and not one_vowel) else first


def _nucleus_start(bare: str) -> int:
    """In "quả" and "giá" the first vowel letter belongs to the consonant."""
    for head in ("qu", "gi"):
        if bare.startswith(head) and bare[2:3] in tuple(VOWELS):
            return 2
    return 0
