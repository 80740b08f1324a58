"""Input methods: Telex and VNI keystrokes decoded to the Vietnamese they were meant to be.

Someone at a foreign keyboard types "mieens dong" or "mie61n dong" and no input method turns it
into "miến dong". A decoded word must be a possible Vietnamese syllable: "coffee" stays English.
"""

import re
from enum import StrEnum

from search.language.syllable import ACUTE, DOT, GRAVE, HOOK, TILDE, is_syllable, with_tone

_TELEX_TONES = {"s": ACUTE, "f": GRAVE, "r": HOOK, "x": TILDE, "j": DOT}
_VNI_TONES = {"1": ACUTE, "2": GRAVE, "3": HOOK, "4": TILDE, "5": DOT}
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"u": "ư", "o": "ơ"}
_TYPED = re.compile("[a-z0-9]+")


class Keyboard(StrEnum):
    TELEX = "telex"
    VNI = "vni"


def decode(text: str) -> tuple[Keyboard, str] | None:
    """The text a keyboard driver would have written; None where nothing looks like keystrokes."""
    words = text.lower().split()
    for keyboard, decode_word in ((Keyboard.TELEX, _telex_word), (Keyboard.VNI, _vni_word)):
        decoded = [decode_word(word) or word for word in words]
        if decoded != words:
            return keyboard, " ".join(decoded)
    return None


def is_vni(chunk: str) -> bool:
    """Whether letters and digits may be the keystrokes of one syllable: "ga2" for "gà"."""
    return _vni_word(chunk.lower()) is not None


def _telex_word(word: str) -> str | None:
    if not _TYPED.fullmatch(word):
        return None
    letters, tone = "", ""
    for key in word:
        if key in _TELEX_TONES and _has_vowel(letters):
            tone = _TELEX_TONES[key]
        elif key == "w":
            letters = _horned(letters) or _with_breve(letters) or letters + "ư"
        elif key in _HATS and key in _last_vowels(letters):
            letters = _replaced(letters, key, _HATS[key])
        elif key == "d" and letters.startswith("d"):
            letters = "đ" + letters[1:]
        else:
            letters += key
    return _finished(word, letters, tone)


def _vni_word(word: str) -> str | None:
    if not _TYPED.fullmatch(word) or not any(c.isdigit() for c in word):
        return None
    letters, tone = "", ""
    for key in word:
        if key in _VNI_TONES and _has_vowel(letters):
            tone = _VNI_TONES[key]
        elif key in "6789":
            letters = _vni_marked(letters, key) or letters + key
        else:
            letters += key
    return _finished(word, letters, tone)


def _vni_marked(letters: str, key: str) -> str | None:
    if key == "9":
        return "đ" + letters[1:] if letters.startswith("d") else None
    if key == "8":
        return _with_breve(letters)
    if key == "7":
        return _horned(letters)
    return next(
        (_replaced(letters, plain, hat) for plain, hat in _HATS.items() if plain in letters), None
    )


def _finished(typed: str, letters: str, tone: str) -> str | None:
    # A driver completes "ươ" when only one of its two horns was typed and a consonant follows.
    letters = re.sub("(?:uơ|ưo)(?=[a-zđ])", "ươ", letters)
    if not is_syllable(letters, tone):
        return None
    word = with_tone(letters, tone)
    return word if word != typed else None


def _horned(letters: str) -> str | None:
    if "uo" in letters and not letters.startswith("quo"):
        return letters.replace("uo", "ươ")
    horned = [i for i, letter in enumerate(letters) if letter in _HORNS]
    if not horned or letters.endswith("oa"):
        return None
    at = horned[-1]
    return letters[:at] + _HORNS[letters[at]] + letters[at + 1 :]


def _with_breve(letters: str) -> str | None:
    return _replaced(letters, "a", "ă") if "a" in letters else None


def _replaced(letters: str, plain: str, marked: str) -> str:
    at = letters.rindex(plain)
    return letters[:at] + marked + letters[at + 1 :]


def _has_vowel(letters: str) -> bool:
    return any(letter in "aăâeêioôơuưy" for letter in letters)


def _last_vowels(letters: str) -> str:
    nuclei = re.findall("[aeiouyăâêôơư]+", letters)
    return nuclei[-1] if nuclei else ""
