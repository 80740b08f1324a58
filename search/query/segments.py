"""Query segmentation: a word, a phrase with synonyms or for a status, a filler."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.language.analysis import Word, analyse
from search.language.synonyms import Spelling, Thesaurus, WordSequence, thesaurus

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
Phrases = Mapping[str, tuple[str, ...]]  # a phrase, to the statuses or categories it means
Meanings = Mapping[Spelling, tuple[str, ...]]  # the same by its plain letters


@dataclass(frozen=True, eq=False)  # one for each engine, told apart by identity in a cache's key
class Vocabulary:
    """What phrases mean: other words for the same goods, statuses, categories."""

    thesaurus: Thesaurus
    statuses: Meanings
    categories: Meanings
    longest: int  # in words

    @classmethod
    def of(cls, statuses: Phrases, categories: Phrases) -> "Vocabulary":
        """The common thesaurus, and phrases with a meaning, with or without accents."""
        by_status, by_category = map(_by_letters, (statuses, categories))
        longest = max(thesaurus().longest, *map(len, (*by_status, *by_category)), 1)
        return cls(thesaurus(), by_status, by_category, longest)


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together, what else may stand for them, and whether a match needs them."""

    words: WordSequence
    others: tuple[WordSequence, ...] = ()
    statuses: tuple[str, ...] = ()  # that the words may mean
    categories: tuple[str, ...] = ()
    is_optional: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether its words mean nothing but themselves."""
        return not (self.others or self.statuses or self.categories or self.is_optional)


def segments_of(words: Sequence[Word], vocabulary: Vocabulary) -> tuple[Segment, ...]:
    """Longest phrases first, left to right."""
    segments: list[Segment] = []
    at = 0
    while at < len(words):
        segment = _longest_segment(words, at, vocabulary)
        segments.append(segment)
        at += len(segment.words)
    return tuple(segments)


def _longest_segment(words: Sequence[Word], at: int, vocabulary: Vocabulary) -> Segment:
    for length in range(min(vocabulary.longest, len(words) - at), 0, -1):
        part = tuple(words[at : at + length])
        letters = tuple(word.folded for word in part)
        segment = Segment(
            part,
            others=vocabulary.thesaurus.others(part),
            statuses=vocabulary.statuses.get(letters, ()),
            categories=vocabulary.categories.get(letters, ()),
        )
        if not segment.is_plain:
            return segment
        if tuple(word.exact for word in part) in _FILLERS:
            return Segment(part, is_optional=True)
    return Segment((words[at],))


def _by_letters(phrases: Phrases) -> Meanings:
    return {
        tuple(word.folded for word in analyse(phrase)): meant for phrase, meant in phrases.items()
    }
