"""How a document lies in an index: the same flat columns in every engine."""

from search.analysis import exact_text, folded_text
from search.collation import sort_key
from search.engine import Document, Kind
from search.standing import tier

FORMAT = 1  # raise it when the columns change: an index of another format counts as missing

START = "^"  # stands before the first word of a name, so that a phrase can ask for the beginning
KEYWORDS = (
    "key",
    "kind",
    "group",
    "province",
    "standing",
    "next_standing",
    "name_whole",
    "name_order",
    "first",
)
TEXTS = tuple(
    f"{field}_{form}"
    for field in ("name", "producer", "place", "story")
    for form in ("exact", "folded")
)
NUMBERS = (
    "id",
    "in_stock",
    "change_on",
    "price",
    "rank",
    "next_rank",
    "newest_order",
    "price_up",
    "price_down",
)
SHOWN = ("label", "url_key", "version", "vocabulary")  # kept to be shown, not searched

_KIND_BITS = {Kind.PRODUCT: 0, Kind.PRODUCER: 1, Kind.PLACE: 2}
_TIE_BITS = 30
_NO_PRICE = (1 << 33) - 1
_FIRST_QUARTER = 736_330  # 1 January 2017, before the programme began


def columns(document: Document) -> dict[str, str | int | float]:
    """Every column of a document; empty ones are left out."""
    filled = _texts(document) | _keywords(document) | _numbers(document)
    return {
        "weight": weight(document),
        **{name: value for name, value in filled.items() if value is not None and value != ""},
    }


def weight(document: Document) -> float:
    """Between 1 and 1.008: decides among equal matches only. Short names first, then newer ones."""
    brevity = 15 - min(len(document.name.split()), 15)
    quarter = min(63, max(0, (document.newest - _FIRST_QUARTER) // 91))
    return 1 + (brevity * 64 + quarter) / (1 << 17)


def tie(document: Document) -> int:
    return document.id << 2 | _KIND_BITS[document.kind]


def _texts(document: Document) -> dict[str, str]:
    found = {}
    for field in ("name", "producer", "place", "story"):
        text = getattr(document, field)
        start = f"{START} " if field == "name" else ""
        found[f"{field}_exact"] = start + exact_text(text) if text else ""
        found[f"{field}_folded"] = start + folded_text(text) if text else ""
    return found


def _keywords(document: Document) -> dict[str, str]:
    folded = folded_text(document.name)
    next_standing = document.next_standing or document.standing
    return {
        "key": document.key,
        "kind": document.kind.value,
        "group": document.group,
        "province": document.province,
        "standing": document.standing,
        "next_standing": next_standing,
        "name_whole": folded[:200],
        "name_order": f"{sort_key(document.name)[:200]}~{tie(document):012d}",
        "first": folded.split(" ", 1)[0],
        "label": document.name,
        "url_key": document.url_key,
        "version": document.version,
        "vocabulary": f"{document.name} · {document.producer} · {document.place}"[:2_000],
    }


def _numbers(document: Document) -> dict[str, int | None]:
    last = tie(document)
    price = document.price_dong
    newest = document.newest << _TIE_BITS | last
    next_standing = document.next_standing or document.standing
    return {
        "id": document.id,
        "in_stock": int(document.in_stock),
        "change_on": document.change_on,
        "price": price,
        "rank": tier(document.standing) << 52 | newest,
        "next_rank": tier(next_standing) << 52 | newest,
        "newest_order": newest,
        "price_up": (_NO_PRICE if price is None else price) << _TIE_BITS | last,
        "price_down": (0 if price is None else price + 1) << _TIE_BITS
        | ((1 << _TIE_BITS) - 1 - last),
    }
