"""Reader of what people type, paste and scan: our codes, barcode numbers, GS1 addresses, in a text.

One reader for every field and address that takes a code. It tells all that stands in the text, and
what is wrong where nothing does; what of it is on record is for the database to say.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from core.code_recognition import NearCode, Recognition, recognise, unescaped
from core.codes import plain
from registry.rules import gtins
from traceability.resolver.rules.digital_link import (
    DigitalLink,
    InvalidLink,
    parse,
    without_sentence_end,
)
from traceability.resolver.rules.element_strings import (
    SEPARATOR,
    parse_elements,
    without_symbology,
)
from traceability.resolver.rules.identifiers import ELEMENTS

_LONGEST = 1_000
_SSCC_LENGTH = 18
_ADD_ONS = {15, 18}  # an EAN-13 and the two or five digits beside it
_VIETNAM = "893"
_SEPARATOR_SIGNS = str.maketrans("␝", SEPARATOR)
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_DIGITS = re.compile(r"[0-9](?:(?:[ \u00a0-]{0,2}|[._·])[0-9])+")
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?E[+ ][0-9]{1,2}", re.IGNORECASE)  # by a spreadsheet
_LINK = re.compile(r"(?:/|^)(?:00|01|414|417)/(?=[0-9]{7})\S*")  # in one word
_SENTENCE_END = ".,;:!?…)\"'»”’>]}"
_NUMBERS = range(6, 21)  # lengths of what was perhaps meant as a barcode number


@dataclass(frozen=True, slots=True)
class ReadingFault:
    """Why a text leads nowhere, and what was read of it.

    `reason` is a CodeFault, gs1, barcode, digits, rounded, address or nothing; of GS1 data
    `identifier` and `detail` tell which part is wrong and how.
    """

    reason: str
    read: str = ""
    difference: int = 0
    identifier: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything in a text that may lead to a page; `fault` where there is nothing.

    Of what is doubtful, only what is on record was meant.
    """

    codes: tuple[str, ...] = ()
    links: tuple[DigitalLink, ...] = ()
    doubtful_codes: tuple[str, ...] = ()
    doubtful_gtins: tuple[str, ...] = ()
    fault: ReadingFault | None = None

    @property
    def is_certain(self) -> bool:
        return bool(self.codes or self.links)

    @property
    def only_code(self) -> str | None:
        """The code, where nothing else can be meant."""
        is_alone = len(self.codes) == 1 and not (self.links or self.doubtful_codes)
        return self.codes[0] if is_alone else None


NOTHING = Reading(fault=ReadingFault("nothing"))


@lru_cache(1_024)
def read_text(text: str) -> Reading:
    """What stands in a text.

    LRU cache: 0.07 µs instead of 18.
    """
    shown = _HIDDEN.sub("", unicodedata.normalize("NFC", text[:_LONGEST])).strip()
    if not shown:
        return NOTHING
    if _ROUNDED.fullmatch(shown):
        return Reading(fault=ReadingFault("rounded", shown))
    shown = without_symbology(_DASHES.sub("-", plain(shown)).translate(_SEPARATOR_SIGNS))
    try:
        gs1, fault = _gs1(shown), None
    except InvalidLink as no:
        gs1, fault = None, _gs1_fault(no)
    own = recognise(gs1[1]) if gs1 else _own(text)
    links, doubtful = ((gs1[0],), ()) if gs1 else _numbers(unescaped(shown))
    if own.codes or links:
        return Reading(own.codes, links, own.doubtful)
    return Reading((), (), own.doubtful, doubtful, fault or _fault(shown, own.near))


def _own(text: str) -> Recognition:
    """Codes of ours; what a scanner says about the symbol is left out only where it hides one."""
    as_sent = recognise(text)
    return as_sent if as_sent.codes else recognise(without_symbology(text.lstrip()))


def _gs1(text: str) -> tuple[DigitalLink, str] | None:
    """A Digital Link or an element string, and the text beside it. Raises InvalidLink."""
    for written in dict.fromkeys((text, unescaped(text))):
        for word in written.split():
            if link := _LINK.search(word):
                # Inside another address it ends where the next parameter of that one begins.
                inner = link[0] if written is text else _inner(link[0])
                return _link(inner), written.replace(word, " ")
    return parse_elements(unescaped(text))


def _link(path: str) -> DigitalLink:
    """As it is, else without what a sentence puts behind it; whose host it names says nothing."""
    address = f"https://x/{path.lstrip('/')}"
    try:
        return parse(address)
    except InvalidLink:
        bare = _inner(address).rstrip(_SENTENCE_END)
        return without_sentence_end(*urlsplit(bare)[2:4]) or parse(bare)


def _inner(path: str) -> str:
    return path if "?" in path else path.partition("&")[0]


def _numbers(text: str) -> tuple[tuple[DigitalLink, ...], tuple[str, ...]]:
    """Barcode numbers: those that can be nothing else, and those that a date may be as well."""
    certain: dict[str, None] = {}
    doubtful: dict[str, None] = {}
    is_address = "/" in text
    for match in _DIGITS.finditer(text):
        whole = match.span() == (0, len(text.rstrip(_SENTENCE_END)))
        joined = re.sub("[^0-9]", "", match[0])
        if whole and len(joined) == _SSCC_LENGTH and gtins.has_good_check_digit(joined):
            return (DigitalLink("00", joined),), ()
        pieces = dict.fromkeys((joined, *re.findall("[0-9]{8,14}", match[0])))
        pieces |= {joined[:13]: None} if len(joined) in _ADD_ONS else {}
        for piece in pieces:
            if (gtin := _gtin(piece)) is None:
                continue
            is_sure = (whole and piece == joined) or (
                piece.startswith(_VIETNAM) and len(piece) > 12 and not is_address  # noqa: PLR2004
            )
            (certain if is_sure else doubtful)[gtin] = None
    links = tuple(DigitalLink("01", gtin) for gtin in certain)
    return links, tuple(gtin for gtin in doubtful if gtin not in certain)


def _gtin(digits: str) -> str | None:
    try:
        return gtins.gtin(digits)
    except gtins.InvalidGtin:
        return None


def _fault(shown: str, near: NearCode | None) -> ReadingFault:
    digits = re.sub(r"[\s._·-]", "", shown)
    if digits.isdecimal() and len(digits) in _NUMBERS:
        if len(digits) in gtins.LENGTHS:
            return ReadingFault("barcode", digits)
        if len(digits) != 10:  # noqa: PLR2004 - that many has a code of ours as well
            return ReadingFault("digits", digits)
    if near:
        return code_fault(near)
    if "/" in shown:
        return ReadingFault("address", _host(shown))
    return ReadingFault("nothing")


def code_fault(near: NearCode) -> ReadingFault:
    return ReadingFault(near.fault, near.printed, near.difference)


def _gs1_fault(no: InvalidLink) -> ReadingFault:
    reason, value = str(no.facts["reason"]), str(no.facts.get("value", ""))
    name, names = str(no.facts.get("identifier", "")), no.facts.get("identifiers")
    listed = " ".join(f"({name})" for name in names) if isinstance(names, list) else ""
    difference = 0
    if shape := ELEMENTS.get(name):
        difference = max(shape.shortest - len(value), len(value) - shape.longest, 0)
    return ReadingFault("gs1", value or listed, difference, name, reason)


def _host(text: str) -> str:
    word = next(word for word in text.split() if "/" in word)
    try:
        return urlsplit(word if "//" in word else f"//{word}").netloc
    except ValueError:
        return ""
