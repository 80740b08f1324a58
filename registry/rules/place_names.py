"""Parser of place names as they are written: "TP. Hồ Chí Minh", "H. Yên Dũng", "tx Quế Võ"."""

import re
from functools import lru_cache
from typing import NamedTuple

from registry.rules.slugs import squeezed, without_accents
from registry.rules.spelling import words_of

_TYPES = {
    "tinh": "tỉnh",
    "t": "tỉnh",
    "thanhpho": "thành phố",
    "tp": "thành phố",
    "thixa": "thị xã",
    "tx": "thị xã",
    "quan": "quận",
    "q": "quận",
    "huyen": "huyện",
    "h": "huyện",
    "thitran": "thị trấn",
    "tt": "thị trấn",
    "phuong": "phường",
    "p": "phường",
    "xa": "xã",
    "x": "xã",
    "dackhu": "đặc khu",
    "dk": "đặc khu",
}
_ABBREVIATED = re.compile(r"^(tp|tx|tt|đk|t|q|h|p|x)\s*[.\s]\s*(?=\S)", re.IGNORECASE)
_WORDS = re.compile(
    r"^(tỉnh|thành\s+phố|thị\s+xã|quận|huyện|thị\s+trấn|phường|xã|đặc\s+khu"
    r"|tinh|thanh\s+pho|thi\s+xa|quan|huyen|thi\s+tran|phuong|xa|dac\s+khu)\s+(?=\S)",
    re.IGNORECASE,
)
# Highland names that papers spell with c or k: Đắc Lắc is Đắk Lắk, Krông Pắk is Krông Pắc.
_HIGHLAND = {"dac": "dak", "lac": "lak", "pac": "pak"}
# Names in use for one province that its present official name does not contain.
PROVINCE_ALIASES = {
    "thuathienhue": "hue",
    "tphcm": "hochiminh",
    "hcm": "hochiminh",
    "tphochiminh": "hochiminh",
    "saigon": "hochiminh",
    "brvt": "bariavungtau",
    "vungtau": "bariavungtau",
    "tth": "hue",
    "tthue": "hue",
    "darlac": "daklak",
    "baccan": "backan",
    "hatay": "hanoi",  # joined in 2008, and still written
}


class PlaceName(NamedTuple):
    """A name apart from the type written before it; `type` is "" when none was written."""

    type: str
    name: str

    @property
    def key(self) -> str:
        """What stays equal across accents, case, hyphens and spellings, without the type."""
        words = (without_accents(word) for word in words_of(self.name))
        return squeezed(" ".join(_HIGHLAND.get(word, word) for word in words))

    @property
    def typed_key(self) -> str:
        return squeezed(self.type) + self.key


def read_place(text: str) -> PlaceName:
    """Take the type off a written name: "TX. Quế Võ" is the thị xã "Quế Võ"."""
    written = " ".join(text.split())
    prefix = _WORDS.match(written) or _ABBREVIATED.match(written)
    if not prefix:
        return PlaceName("", written)
    return PlaceName(_TYPES[squeezed(prefix[1])], written[prefix.end() :])


@lru_cache(maxsize=2_000)
def province_key(text: str) -> str:
    """The key of a province however it is written.

    LRU cache: 0.06 µs instead of 7.7.
    """
    key = read_place(text).key
    return PROVINCE_ALIASES.get(squeezed(text), PROVINCE_ALIASES.get(key, key))
