"""Legacy encodings of Vietnamese: what the letters of a misread text were meant to be.

Text in the fonts of TCVN3 (.VnTime) and VNI, in VISCII, or in Windows-1258 and UTF-8 read as
something else looks like `MËt ong`, `Maät ong`, `M§t ong`, `Mâòt ong`, `Máº­t ong`; the ASCII of
VIQR like `Ma^.t ong`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
)
_VISCII_80 = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
# Behind a or e: circumflex or breve, alone and together with a tone.
_VNI_HATS = {
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301",
    "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = re.compile(
    f"([aeouyöô])([{''.join(_VNI_TONES)}])|([aeo])([{''.join(_VNI_HATS)}])"
    f"|([{''.join(_VNI_ALONE)}])",
    re.IGNORECASE,
)
_VIQR_MARKS = {
    "^": "\u0302", "(": "\u0306", "+": "\u031b", "'": "\u0301", "`": "\u0300", "?": "\u0309",
    "~": "\u0303", ".": "\u0323",
}  # fmt: skip
_VIQR_HATS = "^(+"
_VIQR = re.compile("(dd)|(?<=[aeiouy])(?:[(^+]['`?~.]?|['`?~.][(^+]?)", re.IGNORECASE)
# What people open UTF-8 with: Windows of several countries, Macs, the consoles, Thai and Chinese.
_OPENED_AS = ("cp1258", "mac_roman", "cp437", "cp850", "cp1250", "cp874", "gbk")
_MOST_MISREADINGS = 3  # one upon the other


def _byte(number: int) -> str:
    """The character that Windows-1252 shows for a byte; where it has none, the control itself."""
    return bytes([number]).decode("cp1252", "ignore") or chr(number)


_BYTES = {_byte(number): number for number in range(256)} | {chr(n): n for n in range(256)}
_VISCII = str.maketrans({_byte(0x80 + n): letter for n, letter in enumerate(_VISCII_80)})


def of_tcvn3(word: str) -> str:
    """The word, read as TCVN3."""
    return word.translate(_TCVN3)


def of_viscii(word: str) -> str:
    """The word, read as VISCII."""
    return word.translate(_VISCII)


def of_vni(word: str) -> str:
    """The word, read as VNI, which writes a letter and its marks side by side."""
    return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, word))


def of_windows_1258(word: str) -> str:
    """The word, read as Windows-1258; as it is where that cannot be."""
    return _reread(word, "cp1258")


def of_viqr(word: str) -> str:
    """The word, read as VIQR, which writes marks as the signs that look like them."""
    return unicodedata.normalize("NFC", _VIQR.sub(_viqr_mark, word))


def of_utf8(word: str) -> str:
    """The word, read as UTF-8, as often as it was misread; as it is where that cannot be."""
    for _ in range(_MOST_MISREADINGS):
        reread = _reread(word, "utf-8")
        for codec in _OPENED_AS:
            if reread != word:
                break
            with suppress(UnicodeError):
                reread = word.encode(codec).decode()
        if reread == word:
            break
        word = reread
    return word


LEGACY: Mapping[str, Callable[[str], str]] = {
    "TCVN3 (ABC)": of_tcvn3,
    "VNI": of_vni,
    "VISCII": of_viscii,
    "Windows-1258": of_windows_1258,
}


def _reread(word: str, codec: str) -> str:
    try:
        return unicodedata.normalize("NFC", bytes(map(_BYTES.__getitem__, word)).decode(codec))
    except (KeyError, UnicodeError):
        return word


def _vni_letter(pair: re.Match[str]) -> str:
    base, tone, hatted, hat, alone = pair.groups()
    if alone:
        return _cased(alone, _VNI_ALONE[alone.lower()])
    if base:
        letter = _cased(base, _VNI_ALONE.get(base.lower(), base.lower()))
        return letter + _VNI_TONES[tone.lower()]
    return str(hatted) + _VNI_HATS[hat.lower()]


def _viqr_mark(mark: re.Match[str]) -> str:
    if mark[1]:
        return _cased(mark[1][0], "đ")
    signs = sorted(mark[0], key=lambda sign: sign not in _VIQR_HATS)
    return "".join(_VIQR_MARKS[sign] for sign in signs)


def _cased(model: str, letter: str) -> str:
    return letter.upper() if model.isupper() else letter
