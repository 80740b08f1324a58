"""Cuts a query into slots: a word, a phrase with synonyms, a number of stars, a filler."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.language.analysis import Word, analyse
from search.language.synonyms import Phrase, Thesaurus

# Words people add to a wish and no product name needs to contain. Only this spelling is a filler:
# "xa" typed without its accent may be sả or xá xị as well as xã.
_FILLER_PHRASES = """
ocop; đặc sản; dac san; sản phẩm; san pham; mua; bán; giá; giá rẻ; gia re; ở; tại; của; và; các;
những; loại; các loại; cac loai; ngon; tỉnh; huyện; xã; phường; thành phố; quận; đạt chuẩn; chuẩn;
việt nam; viet nam; cần mua; can mua; muốn mua; muon mua; tìm mua; tim mua; tôi; em; tôi muốn;
toi muon; cho tôi; cho em; cho hỏi; cho em hỏi; cho tôi hỏi; cho minh hoi; cho mình hỏi; ở đâu;
o dau; đâu; bao nhiêu; bao nhieu; giá bao nhiêu; gia bao nhieu; nào; loại nào; là gì; la gì; la gi;
bố mẹ; chính hãng; chất lượng; uy tín; online; cửa hàng; shop;
a; best; buy; find; for; from; good; in; local; of; product; products; specialties; specialty;
the; traditional; vietnam; vietnamese; where; and; with
"""
_FILLERS = frozenset(
    tuple(word.exact for word in analyse(phrase)) for phrase in _FILLER_PHRASES.split(";")
)
_STAR_WORDS = {"ba": 3, "bon": 4, "nam": 5, "3": 3, "4": 4, "5": 5}
_STAR = re.compile("saos?|stars?")


@dataclass(frozen=True, slots=True)
class Slot:
    """Words that stand together, what else may stand for them, and whether a match needs them."""

    words: Phrase
    others: tuple[Phrase, ...] = ()
    stars: int | None = None
    is_optional: bool = False


def cut(words: Sequence[Word], known: Thesaurus) -> tuple[Slot, ...]:
    """Longest phrases first, left to right."""
    slots: list[Slot] = []
    at = 0
    while at < len(words):
        slot = _longest_slot(words, at, known)
        slots.append(slot)
        at += len(slot.words)
    return tuple(slots)


def _longest_slot(words: Sequence[Word], at: int, known: Thesaurus) -> Slot:
    for length in range(min(max(known.longest, 2), len(words) - at), 0, -1):
        part = tuple(words[at : at + length])
        if stars := _stars(part):
            return Slot(part, stars=stars)
        if others := known.others(part):
            return Slot(part, others)
        if tuple(word.exact for word in part) in _FILLERS:
            return Slot(part, is_optional=True)
    return Slot((words[at],))


def _stars(part: Phrase) -> int | None:
    if len(part) != 2 or not _STAR.fullmatch(part[1].folded):  # noqa: PLR2004 (a number and its noun)
        return None
    return _STAR_WORDS.get(part[0].folded)
