"""Canonical keys of names (record linkage): when two spellings name the same producer.

Notices write one producer as "CTCP Hoàng Giang", "Công ty CP Hoàng Giang" and "Công ty cổ phần
Hoàng Giang". All three have one key. Words that carry meaning are never dropped: two names that
differ in more than spelling, abbreviation, punctuation or "và" stay two producers.
"""

import re
from functools import lru_cache

from registry.rules.spelling import words_of

MAX_KEY = 400

_SHORT = {
    "cty": "công ty",
    "ct": "công ty",
    "cp": "cổ phần",
    "ctcp": "công ty cổ phần",
    "ctycp": "công ty cổ phần",
    "tnhh": "trách nhiệm hữu hạn",
    "mtv": "một thành viên",
    "dn": "doanh nghiệp",
    "dntn": "doanh nghiệp tư nhân",
    "htx": "hợp tác xã",
    "tht": "tổ hợp tác",
    "hkd": "hộ kinh doanh",
    "cnc": "công nghệ cao",
    "xd": "xây dựng",
}
# Lines of business, written alone or run together: SX, SXKD, TMDV, DVNN, HTXNN.
_TRADES = {
    "htx": "hợp tác xã",
    "tht": "tổ hợp tác",
    "sx": "sản xuất",
    "kd": "kinh doanh",
    "tm": "thương mại",
    "dv": "dịch vụ",
    "nn": "nông nghiệp",
    "xnk": "xuất nhập khẩu",
    "xk": "xuất khẩu",
}
_RUN = re.compile(f"^(?:{'|'.join(_TRADES)})+$")
_PART = re.compile("|".join(_TRADES))
_JOINING = frozenset(words_of("và"))


@lru_cache(maxsize=5_000)
def producer_key(name: str) -> str:
    """The canonical key of a producer's name: equal for every spelling of the same name.

    LRU cache: 0.05 µs instead of 7.
    """
    written_out = [full for word in words_of(name) for full in _written_out(word)]
    return " ".join(word for word in written_out if word not in _JOINING)[:MAX_KEY].rstrip()


def producer_identity(name: str, province_id: int) -> str:
    """What makes a producer the same again: its name in one spelling, and today's province."""
    return f"{producer_key(name)}|{province_id}"


def name_key(name: str) -> str:
    """The key of any other name: spelling, case, punctuation and spaces do not count."""
    return " ".join(words_of(name))


def _written_out(word: str) -> list[str]:
    if word in _SHORT:
        return words_of(_SHORT[word])
    if _RUN.match(word):
        return words_of(" ".join(_TRADES[part] for part in _PART.findall(word)))
    return [word]
