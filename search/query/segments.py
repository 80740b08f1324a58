"""Query segmentation: a word, a phrase with synonyms or for a status, a filler."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.language.analysis import Word, analyse
from search.language.classifiers import is_classifier
from search.language.synonyms import Spelling, Thesaurus, WordSequence, agree, thesaurus

# Words people add to a wish and no product name needs to contain. Only this spelling is a filler:
# "xa" typed without its accent may be sả or xá xị as well as xã.
_FILLER_PHRASES = """
ocop; đặc sản; dac san; sản phẩm; san pham; mua; bán; giá; giá rẻ; gia re; ở; tại; của; và; các;
những; loại; các loại; cac loai; ngon; đạt chuẩn; chuẩn;
tỉnh; huyện; xã; phường; thành phố; quận; thị xã; thị trấn; đặc khu; tp; tx;
việt nam; viet nam; cần mua; can mua; muốn mua; muon mua; tìm mua; tim mua; tôi; em; tôi muốn;
toi muon; cho tôi; cho em; cho hỏi; cho em hỏi; cho tôi hỏi; cho minh hoi; cho mình hỏi; ở đâu;
o dau; đâu; bao nhiêu; bao nhieu; giá bao nhiêu; gia bao nhieu; nào; loại nào; là gì; la gì; la gi;
gì; có; nên; để; với; cho; giúp; được; thì; mà; là; này; đó; mình; ai; hay; hoặc; thế nào; rất; hơn;
rẻ; tốt; tốt nhất; ngon nhất; rẻ nhất; thích; muốn; tìm; cần tìm; xem; biết; hỏi; làm; gần đây;
một số; mấy; nhiều; mẹ; ba mẹ; bố mẹ; cha mẹ; vợ; chồng; bạn bè; gia đình; người già; trẻ em;
nơi; chỗ; chính hãng; chất lượng; uy tín; online; cửa hàng; shop; giao hàng; ship;
a; best; buy; find; for; from; good; in; local; of; product; products; specialties; specialty;
the; traditional; vietnam; vietnamese; where; and; with
"""
_FILLERS: dict[Spelling, list[WordSequence]] = {}  # by their plain letters
for _phrase in map(analyse, _FILLER_PHRASES.split(";")):
    _FILLERS.setdefault(tuple(word.folded for word in _phrase), []).append(_phrase)
Phrases = Mapping[str, tuple[str, ...]]  # a phrase, to the statuses or categories it means
Meanings = Mapping[Spelling, tuple[str, ...]]  # the same by its plain letters


PlaceSpelling = tuple[
    WordSequence, WordSequence
]  # how it is typed, and its name as documents have it


@dataclass(frozen=True, eq=False)  # one for each engine, told apart by identity in a cache's key
class Vocabulary:
    """What phrases mean: other words for the same goods, statuses, categories."""

    thesaurus: Thesaurus
    statuses: Meanings
    categories: Meanings
    places: Mapping[Spelling, PlaceSpelling]  # by their plain letters
    openings: Mapping[str, int]  # letters of a first word, to the words of the longest phrase

    @classmethod
    def of(cls, statuses: Phrases, categories: Phrases, places: Iterable[str] = ()) -> "Vocabulary":
        """The common thesaurus, and phrases with a meaning, with or without accents."""
        by_status, by_category = map(_by_letters, (statuses, categories))
        by_place = dict(_by_name(map(analyse, places)))
        openings: dict[str, int] = {}
        for first, *rest in (*thesaurus().folded, *by_status, *by_category, *by_place, *_FILLERS):
            openings[first] = max(openings.get(first, 0), 1 + len(rest))
        return cls(thesaurus(), by_status, by_category, by_place, openings)

    def place(self, words: WordSequence, *, alone: bool) -> WordSequence:
        """The place of that name. Without its accents only alone: "tra hoa binh dinh"."""
        typed, name = self.places.get(tuple(word.folded for word in words), ((), ()))
        return name if typed == words or (alone and typed and agree(words, typed)) else ()


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together, what else may stand for them, and whether a match needs them."""

    words: WordSequence
    others: tuple[WordSequence, ...] = ()
    statuses: tuple[str, ...] = ()  # that the words may mean
    categories: tuple[str, ...] = ()
    place: WordSequence = ()  # whose name the words are
    is_optional: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether its words mean nothing but themselves."""
        has_meaning = self.others or self.statuses or self.categories or self.place
        return not (has_meaning or self.is_optional)


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
    longest = vocabulary.openings.get(words[at].folded, 0)
    for length in range(min(longest, len(words) - at), 0, -1):
        part = tuple(words[at : at + length])
        letters = tuple(word.folded for word in part)
        segment = Segment(
            part,
            others=vocabulary.thesaurus.others(part),
            statuses=vocabulary.statuses.get(letters, ()),
            categories=vocabulary.categories.get(letters, ()),
            place=vocabulary.place(part, alone=length == len(words)),
        )
        if not segment.is_plain:
            return segment
        if _is_filler(part, letters):
            return Segment(part, is_optional=True)
    return Segment((words[at],), is_optional=is_classifier(words[at:]))


def _is_filler(part: WordSequence, letters: Spelling) -> bool:
    """A single word only as it is spelled: "xa" may be sả as well as xã."""
    phrases = _FILLERS.get(letters, ())
    return part in phrases or (len(part) > 1 and any(agree(part, phrase) for phrase in phrases))


def _by_name(names: Iterable[WordSequence]) -> Iterator[tuple[Spelling, PlaceSpelling]]:
    """Those of several words: one word alone needs no neighbour."""
    for name in names:
        if len(name) > 1:
            for typed in (name, (*analyse("tỉnh"), *name)):
                yield tuple(word.folded for word in typed), (typed, name)


def _by_letters(phrases: Phrases) -> Meanings:
    return {
        tuple(word.folded for word in analyse(phrase)): meant for phrase, meant in phrases.items()
    }
