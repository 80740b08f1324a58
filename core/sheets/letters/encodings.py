"""Encoding detection: which one a file that is not UTF-8 looks like, for the remedy to name."""

import re

UTF16 = "UTF-16"
WINDOWS_1258 = "Windows-1258"
TCVN3 = "TCVN3 (ABC)"
LATIN = "Windows-1252 (Latin-1)"

_MOST_ZEROS, _MOST_CONTROLS, _FEW = 0.6, 0.05, 20
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r"))
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MUCH = 0.2
# Windows-1258 writes a tone as a mark of its own behind its vowel: grave, hook, tilde, acute, dot.
_VOWELS_1258 = rb"AaEeIiOoUuYy\xc2\xe2\xc3\xe3\xca\xea\xd4\xf4\xd5\xf5\xdd\xfd"
_TONES_1258 = re.compile(rb"[" + _VOWELS_1258 + rb"][\xcc\xd2\xde\xec\xf2]")
# TCVN3 keeps đ at AE and the letters with tones between B5 and FE: "§Æc s¶n", "phÈm".
_LETTERS_TCVN3 = re.compile(rb"[\xa7\xae][A-Za-z\xa8-\xfe]|[\xa8-\xad\xb5-\xbe]")


def is_text(sample: bytes) -> bool:
    """Whether somebody may have typed it, in whatever encoding; not a picture, not a program."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= max(_FEW, _MOST_CONTROLS * len(sample)) or looks_like(sample) == UTF16


def looks_like(sample: bytes) -> str:
    """The name under which editors and spreadsheets list the encoding."""
    zeros = sample.count(b"\0")
    if sample.startswith(_UTF16_MARKS) or _MUCH < zeros / (len(sample) or 1) < _MOST_ZEROS:
        return UTF16
    tones = len(_TONES_1258.findall(sample))
    font_letters = len(_LETTERS_TCVN3.findall(sample))
    if tones > font_letters:
        return WINDOWS_1258
    return TCVN3 if font_letters else LATIN
