"""Encoding detection: which one a file that is not UTF-8 looks like, for the remedy to name."""

import codecs
import re

UTF16 = "UTF-16"
WINDOWS_1258 = "Windows-1258"
TCVN3 = "TCVN3 (ABC)"
LATIN = "Windows-1252 (Latin-1)"

_MOST_ZEROS, _MOST_CONTROLS, _FEW = 0.6, 0.05, 20
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r"))
_MUCH = 0.2
# Windows-1258 writes a tone as a mark of its own behind its vowel: grave, hook, tilde, acute, dot.
_VOWELS_1258 = rb"AaEeIiOoUuYy\xc2\xe2\xc3\xe3\xca\xea\xd4\xf4\xd5\xf5\xdd\xfd"
_TONES_1258 = re.compile(rb"[" + _VOWELS_1258 + rb"][\xcc\xd2\xde\xec\xf2]")
# TCVN3 keeps đ at AE and the letters with tones between B5 and FE: "§Æc s¶n", "phÈm".
_LETTERS_TCVN3 = re.compile(rb"[\xa7\xae][A-Za-z\xa8-\xfe]|[\xa8-\xad\xb5-\xbe]")


def is_text(sample: bytes) -> bool:
    """Whether somebody may have typed it, in whatever encoding; not a picture, not a program."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= max(_FEW, _MOST_CONTROLS * len(sample))


def wide_encoding(sample: bytes) -> str | None:
    """UTF-16 by its mark, or by the half of its bytes that is zero; None for any other."""
    if sample.startswith(codecs.BOM_UTF32_LE):
        return None
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    if not _MUCH < sum(zeros) / (len(sample) or 1) < _MOST_ZEROS:
        return None
    low, high = sorted(zeros)
    if low > _MOST_CONTROLS * high:  # in both halves: no text
        return None
    return "utf-16-be" if zeros[0] == high else "utf-16-le"


def looks_like(sample: bytes) -> str:
    """The name under which editors and spreadsheets list the encoding."""
    tones = len(_TONES_1258.findall(sample))
    font_letters = len(_LETTERS_TCVN3.findall(sample))
    if tones > font_letters:
        return WINDOWS_1258
    return TCVN3 if font_letters else LATIN
