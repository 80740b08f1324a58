"""Actors of the record: programs that act by themselves, and names of people that look alike."""

import unicodedata
from http import HTTPStatus

from core.errors import DomainError

IMPORTER = "catalogue import"  # the actor of what a published list says
PLACES_LOADER = "places load"
DEMONSTRATION = "demo"
PROGRAMS = (IMPORTER, PLACES_LOADER, DEMONSTRATION)


class NameReserved(DomainError):
    """A person cannot act under the name of a program, nor under one that looks like it."""

    code = "name_reserved"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_DOT, _CARON, _BREVE = "\u0307", "\u030c", "\u0306"
# Letters of other scripts, and rare Latin ones, that are drawn like those of a name (UTS 39).
_DRAWN_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԚԜаеѕіјорсухһԛԝԁӏвкмнтΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυγօսոɡıɑðÐƉɖǀ|",
    "ABESIJKMHOPCTYXQWaesijopcyxhqwdlbkmhtABEZHIKMNOPTYXaikvopuyoungiađĐĐđll",
)
_READ_ALIKE = str.maketrans("i10", "llo")


def likeness(name: str) -> str:
    """What is left of a name when case, width, punctuation and look-alike letters are ignored.

    Tones count, wherever in the syllable they were typed.
    """
    letters = unicodedata.normalize("NFKD", name).translate(_DRAWN_ALIKE).casefold()
    letters = unicodedata.normalize("NFKD", letters).replace(_CARON, _BREVE)
    tones = "".join(letter for letter in letters if letter in _TONES)
    base = "".join(letter for letter in letters if _is_of_name(letter))
    return base.translate(_READ_ALIKE).replace("rn", "m").replace("vv", "w") + tones


def _is_of_name(letter: str) -> bool:
    if unicodedata.combining(letter):
        return letter not in _TONES and letter != _DOT
    return letter.isalnum()


_RESERVED = frozenset(map(likeness, PROGRAMS))


def is_program(name: str) -> bool:
    """Whether a name is, or looks like, that of a program: no person acts under it."""
    return likeness(name) in _RESERVED


def check_person_name(name: str) -> None:
    """Refuse a name under which a program acts. Raises NameReserved."""
    if is_program(name):
        raise NameReserved(name=name)


def is_same_person(name: str, other: str) -> bool:
    """Whether two names cannot be told apart by whoever reads them."""
    return likeness(name) == likeness(other)
