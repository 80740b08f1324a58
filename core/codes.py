"""Public codes: random identifiers of ten characters, the last a check character.

Nine random characters and one check character. The code means nothing by itself: its kind, its
subject and its state are looked up, so that nobody can list or guess what exists.
"""

import secrets
import unicodedata

from core.errors import NotFound

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's 32: no I, L, O, U
BODY_LENGTH = 9
LENGTH = BODY_LENGTH + 1
_GROUP = 5
_LONGEST_INPUT = 64

# GF(32) over x^5 + x^2 + 1. Its element 2 has order 31, so each of the ten places has a weight of
# its own: every single wrong character and every swap of two characters changes the sum.
_POLYNOMIAL = 0b100101
_OVERFLOW = 0b100000
_SEED = 27

_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_LETTERS = frozenset(ALPHABET)
# Letters that are read as others, also those of alphabets that print like ours.
_CONFUSABLE = str.maketrans(
    "ILOАВСЕНІЈКМОРТУХЅԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "110ABCEH1JKM0PTYXSQWABEZH1KMN0PTYX"
)
# Spaces, dashes, soft hyphens, tabs: what people put between groups.
_SILENT_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Pd", "Cf", "Cc"})


class UnreadableCode(NotFound):
    """What was typed or scanned cannot be one of our codes."""

    code = "code_unreadable"


class MalformedCode(UnreadableCode):
    """Wrong length or letters: this was never a code of ours."""

    code = "code_malformed"


class MistypedCode(UnreadableCode):
    """The shape is right and the check character is not: most likely a typing mistake."""

    code = "code_mistyped"


def check_character(body: str) -> str:
    """The tenth character for nine of `ALPHABET`."""
    remainder = _SEED
    for letter in body:
        remainder = (remainder ^ _VALUE[letter]) << 1
        if remainder & _OVERFLOW:
            remainder ^= _POLYNOMIAL
    return ALPHABET[remainder]


def new_code() -> str:
    """A fresh code from the system's random source: 45 bits, no order, no meaning."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(BODY_LENGTH))
    return body + check_character(body)


def is_well_formed(code: str) -> bool:
    """Whether these are ten letters of the alphabet of which the last checks the others."""
    return (
        len(code) == LENGTH
        and _LETTERS.issuperset(code)
        and check_character(code[:BODY_LENGTH]) == code[BODY_LENGTH]
    )


def plain(text: str) -> str:
    """Letters and digits without width or style."""
    # One character at a time: a mark that is left alone must not join its new neighbour.
    return text if text.isascii() else "".join(unicodedata.normalize("NFKC", sign) for sign in text)


def spelled(text: str) -> str:
    """Capitals of our alphabet: I and L as 1, O as 0, foreign letters as those they look like."""
    return text.upper().translate(_CONFUSABLE)


def folded(text: str) -> str:
    """`text` as the alphabet would spell it: upper case, no look-alikes, no gaps or dashes."""
    kept = (c for c in plain(text) if unicodedata.category(c) not in _SILENT_CATEGORIES)
    return spelled("".join(kept))


def read_code(text: str) -> str:
    """The code a person meant by `text`. Raises MalformedCode or MistypedCode."""
    if len(text) > _LONGEST_INPUT:
        raise MalformedCode(reason="length")
    code = folded(text)
    if len(code) != LENGTH:
        raise MalformedCode(reason="length")
    if not _LETTERS.issuperset(code):
        raise MalformedCode(reason="letters")
    if check_character(code[:BODY_LENGTH]) != code[BODY_LENGTH]:
        raise MistypedCode(code=code)
    return code


def printed(code: str) -> str:
    """The code in the two groups that labels and pages show: `7K3MX-9QF2Z`."""
    return f"{code[:_GROUP]}-{code[_GROUP:]}"
