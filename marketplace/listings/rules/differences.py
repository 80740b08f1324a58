"""Differences between two contents of a listing: field by field, and word by word within a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from marketplace.listings.rules.content import ListingContent

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 3_000  # of a text that is compared word by word


class TextChange(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Some words that stayed, went or came."""

    change: TextChange
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that says something else than before."""

    field: str
    before: str
    after: str
    pieces: tuple[TextPiece, ...]


def differences(before: ListingContent | None, after: ListingContent) -> list[Difference]:
    """Every field that differs, in the order of a form; all that is filled in where all is new."""
    old = _fields(before) if before else {}
    new = _fields(after)
    names = [*new, *(name for name in old if name not in new)]
    return [
        Difference(name, was, is_, tuple(pieces(was, is_)))
        for name in names
        if (was := old.get(name, "")) != (is_ := new.get(name, ""))
    ]


def pieces(before: str, after: str) -> Iterator[TextPiece]:
    """Joined by what is the same or gone they give the text before; same or new, the text after."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = [before], [after]
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield TextPiece(TextChange.SAME, "".join(old[i:j]))
            continue
        if j > i:
            yield TextPiece(TextChange.GONE, "".join(old[i:j]))
        if m > k:
            yield TextPiece(TextChange.NEW, "".join(new[k:m]))


def _fields(content: ListingContent) -> dict[str, str]:
    fields = {
        "name": content.name,
        "story": content.story,
        "kind": content.kind or "",
        "product_group": content.product_group or "",
        **content.label,
        "photographs": ", ".join(map(str, content.photographs)),
    }
    return {name: text for name, text in fields.items() if text}
