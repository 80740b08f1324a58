"""Index schema: how a document lies in an index, the same flat columns in every engine."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from search.engine import Document, Kind, RankedStatus
from search.language.analysis import Word, analyse, folded_text
from search.language.classifiers import is_classifier
from search.language.collation import leading_numbers, sort_key
from search.language.compounds import joined_words
from search.language.synonyms import thesaurus
from search.ranking import weight

FORMAT = 5  # raise it when the columns change: an index of another format counts as missing

JOINED = "_"  # between words that are looked up together; no word contains it
KEYWORDS = (
    "key",
    "kind",
    "group",
    "province",
    "status",
    "next_status",
    "name_whole",
    "first",
)
TEXTS = (
    *(f"{field}_exact" for field in ("name", "producer", "place", "story", "any")),
    *(f"{field}_folded" for field in ("name", "producer", "place", "story", "any")),
    "name_heads",  # the first word, the first two, … as one word each: see `head`
    "name_pairs",  # neighbours as one word each
    "other_pairs",  # the same of producer and place
    "categories",
)
WEIGHTS = ("weight", "next_weight")
# How a name begins, in the order of the alphabet. What ties in these is told apart by `name_key`.
NAME_ORDER = ("name_order_1", "name_order_2", "name_order_3")
NUMBERS = (
    *NAME_ORDER,
    "id",
    "in_stock",
    "change_on",
    "price",
    "tier",
    "next_tier",
    "rank",
    "next_rank",
    "newest_order",
    "price_up",
    "price_down",
)
SHOWN = ("label", "url_key", "version", "names", "name_key")  # kept to be shown, not searched

MOST_HEADS = 6
_ANY = ("name", "producer", "place")
# What kind of place it is says nothing: "xã" would stand in every address and "xa" find them all.
_UNITS = re.compile(r"\b(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu|TP\.)(?=\s)")
_KIND_BITS = {Kind.PRODUCT: 0, Kind.PRODUCER: 1, Kind.PLACE: 2}
_TIE_BITS = 30
_TIER_SHIFT = 52  # above day and tie
_NO_PRICE = (1 << 33) - 1


def columns(document: Document) -> dict[str, str | int | float]:
    """Every column of a document; empty ones are left out."""
    filled = _texts(document) | _keywords(document) | _numbers(document)
    return {
        "weight": _weight(document, document.status),
        "next_weight": _weight(document, _next_status(document)),
        **{name: value for name, value in filled.items() if value is not None and value != ""},
    }


def _next_status(document: Document) -> RankedStatus:
    return document.next_status or document.status


def _weight(document: Document, status: RankedStatus) -> float:
    words = len(document.name.split())
    return weight(status.boost, in_stock=document.in_stock, words=words, newest=document.newest)


def tie(document: Document) -> int:
    return document.id << 2 | _KIND_BITS[document.kind]


def name_key(document: Document) -> str:
    """Sorts documents by name; no two have the same."""
    return f"{sort_key(document.name)[:200]}~{tie(document):012d}"


def _texts(document: Document) -> dict[str, str]:
    words = {
        "name": analyse(document.name),
        "producer": thesaurus().abbreviated(analyse(document.producer)),
        "place": analyse(_UNITS.sub("", unicodedata.normalize("NFC", document.place))),
        "story": analyse(document.story),
    }
    own_place = words["place"]
    words["place"] = (*own_place, *analyse(document.region))
    texts = {}
    for field, its in words.items():
        both = (*its, *joined_words(its))
        texts[f"{field}_exact"] = " ".join(word.exact for word in both)
        texts[f"{field}_folded"] = " ".join(word.folded for word in both)
    for spelling in ("exact", "folded"):
        texts[f"any_{spelling}"] = " ".join(texts[f"{field}_{spelling}"] for field in _ANY)
    return texts | {
        "categories": " ".join(document.categories),
        "name_heads": _joined(
            _both(_heads, words["name"]), _both(_heads, _without_classifier(words["name"]))
        ),
        "name_pairs": _both(_pairs, words["name"]),
        "other_pairs": f"{_both(_pairs, words['producer'])} {_both(_pairs, own_place)}",
    }


def _both(joined: Callable[[list[str]], Iterator[str]], words: Sequence[Word]) -> str:
    """Of the exact words and of the folded ones, in one column."""
    exact, folded = [w.exact for w in words], [w.folded for w in words]
    return " ".join(dict.fromkeys((*joined(exact), *joined(folded))))


def _joined(*texts: str) -> str:
    return " ".join(dict.fromkeys(word for text in texts for word in text.split()))


def head(words: Sequence[str]) -> str:
    """How a name begins. The number in front lets a beginning of two words find no longer one."""
    return f"{len(words)}{JOINED}{JOINED.join(words)}"


def _heads(words: list[str]) -> Iterator[str]:
    return (head(words[:end]) for end in range(1, min(len(words), MOST_HEADS) + 1))


def _without_classifier(words: Sequence[Word]) -> Sequence[Word]:
    return words[1:] if is_classifier(words) else words


def _pairs(words: list[str]) -> Iterator[str]:
    return map(JOINED.join, pairwise(words))


def _keywords(document: Document) -> dict[str, str]:
    folded = folded_text(document.name)
    return {
        "key": document.key,
        "kind": document.kind.value,
        "group": document.group,
        "province": document.province,
        "status": document.status.name,
        "next_status": _next_status(document).name,
        "name_whole": folded[:200],
        "first": folded.split(" ", 1)[0],
        "label": document.name,
        "url_key": document.url_key,
        "version": document.version,
        "name_key": name_key(document),
        "names": f"{document.name} · {document.producer} · {document.place}"[:2_000],
    }


def _numbers(document: Document) -> dict[str, int | None]:
    last = tie(document)
    price = document.price_dong
    newest = document.newest << _TIE_BITS | last
    tier, next_tier = document.status.tier, _next_status(document).tier
    beginning = leading_numbers(name_key(document), len(NAME_ORDER))
    return {
        **dict(zip(NAME_ORDER, beginning, strict=True)),
        "id": document.id,
        "in_stock": int(document.in_stock),
        "change_on": document.change_on,
        "price": price,
        "tier": tier,
        "next_tier": next_tier,
        "rank": tier << _TIER_SHIFT | newest,
        "next_rank": next_tier << _TIER_SHIFT | newest,
        "newest_order": newest,
        "price_up": (_NO_PRICE if price is None else price) << _TIE_BITS | last,
        "price_down": (0 if price is None else price + 1) << _TIE_BITS
        | ((1 << _TIE_BITS) - 1 - last),
    }
