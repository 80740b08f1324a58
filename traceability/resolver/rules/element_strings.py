"""GS1 element strings: `(01)…(10)…` as packs print them, or as scanners send them, without signs.

https://www.gs1.org/standards/barcodes/application-identifiers
"""

import re

from traceability.resolver.rules.digital_link import (
    DigitalLink,
    ElementPairs,
    InvalidLink,
    from_elements,
)
from traceability.resolver.rules.identifiers import ELEMENTS, FIXED_LENGTHS

SEPARATOR = "\x1d"  # FNC1 as a scanner sends it
# Before the text: which symbol was scanned, and the frame of ISO/IEC 15434.
_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9A-Za-z]|\[\)>\x1e?06\x1d?")
_BRACKETED = re.compile(r"[(\[{]\s*([0-9]{2,4})\s*[)\]}]")
_TAIL = " \t\r\n.,;:!?…)\"'»”’>]}\x1e\x04" + SEPARATOR
_NAMES = tuple(sorted(ELEMENTS, key=len, reverse=True))


def without_symbology(text: str) -> str:
    """The text without what a scanner says about the symbol (`]C1`, `]d2`, `]Q3`, `]e0`)."""
    return _SYMBOLOGY.sub("", text, count=1) if text.startswith(("]", "[)>")) else text


def parse_elements(text: str) -> tuple[DigitalLink, str] | None:
    """The link that an element string says, and the text beside it; None where there is none.

    Raises InvalidLink.
    """
    marks = [mark for mark in _BRACKETED.finditer(text) if mark[1] in ELEMENTS]
    if marks:
        pairs, rest = _bracketed(text, marks)
        return from_elements(pairs), f"{text[: marks[0].start()]} {rest}"
    text = text.strip(_TAIL)
    return (from_elements(_concatenated(text)), "") if _is_concatenated(text) else None


def _is_concatenated(text: str) -> bool:
    """A key of fixed length and something behind it, or a separator: no other number is meant."""
    if not text.isascii() or not text[:2].isdecimal():
        return False
    length = FIXED_LENGTHS.get(text[:2], 0)
    number = text[2 : 2 + length]
    return SEPARATOR in text or (
        text[:2] in {"00", "01", "02"} and len(number) == length and number.isdecimal()
    )


def _bracketed(text: str, marks: list[re.Match[str]]) -> tuple[ElementPairs, str]:
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    pairs, rest = [], ""
    for mark, end in zip(marks, ends, strict=True):
        value, rest = _value(mark[1], text[mark.end() : end])
        pairs.append((mark[1], value))
    return tuple(pairs), rest


def _value(name: str, written: str) -> tuple[str, str]:
    """A value as written, but for blanks and hyphens in a number, and what follows on the line."""
    written = written.lstrip()
    spaced = (
        re.match(rf"(?:[0-9][ -]?){{{FIXED_LENGTHS[name]}}}", written)
        if name in FIXED_LENGTHS
        else None
    )
    value = spaced[0] if spaced else next(iter(written.split()), "")
    rest = written[len(value) :]
    return re.sub("[ -]", "", value) if spaced else value.strip(_TAIL), rest


def _concatenated(text: str) -> ElementPairs:
    pairs = []
    while text:
        name = next((name for name in _NAMES if text.startswith(name)), None)
        if name is None:
            raise InvalidLink(reason="no_key", value=text[:20])
        rest = text[len(name) :]
        length = FIXED_LENGTHS.get(name)
        value = rest.partition(SEPARATOR)[0] if length is None else rest[:length]
        pairs.append((name, value.strip()))
        text = rest[len(value) :].lstrip(SEPARATOR + " ")
    return tuple(pairs)
