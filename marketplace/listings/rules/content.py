"""What a listing says: a value whose changes wait for moderation."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TypedDict

from core.text import clean_story, is_text
from marketplace.offers.errors import TermRefused
from marketplace.offers.rules.typed import line
from registry.rules.spelling import words_of

LONGEST_NAME = 200
SHORTEST_NAME = 2
LONGEST_STORY = 5_000
LONGEST_LABEL = 1_000


@dataclass(frozen=True, slots=True)
class ListingContent:
    """All of it; each revision holds one whole."""

    name: str
    story: str = ""
    kind: str | None = None
    product_group: str | None = None
    label: Mapping[str, str] = field(default_factory=dict)
    photographs: tuple[int, ...] = ()

    def changed(self, changes: "ContentChanges") -> "ListingContent":
        """With other values; of the label only the fields that are named change."""
        label = {**self.label, **changes.get("label", {})}
        rest = {name: value for name, value in changes.items() if name != "label"}
        return replace(self, label={k: v for k, v in label.items() if v}, **rest)  # type: ignore[arg-type]

    def differences(self, other: "ListingContent") -> list[str]:
        """The names of what is not the same."""
        own, others = asdict(self), asdict(other)
        return [name for name, value in own.items() if value != others[name]]


class ContentChanges(TypedDict, total=False):
    """What somebody wants to be different; what is not named stays."""

    name: str
    story: str
    kind: str | None
    product_group: str | None
    label: dict[str, str]
    photographs: tuple[int, ...]


def product_name(typed: str) -> str:
    """The name of a product as it is kept. Raises TermRefused."""
    name = line(typed, LONGEST_NAME)
    if len(name) < SHORTEST_NAME or not words_of(name):
        raise TermRefused("name_missing")
    return name


def story(typed: str) -> str:
    """A text of several lines as it is kept. Raises TermRefused."""
    return _text(typed, LONGEST_STORY)


def label_text(typed: str) -> str:
    """What one field of a label says. Raises TermRefused."""
    return _text(typed, LONGEST_LABEL)


def _text(typed: str, longest: int) -> str:
    if not is_text(typed):
        raise TermRefused("unreadable")
    kept = clean_story(typed)
    if len(kept) > longest:
        raise TermRefused("too_long", most=longest)
    return kept
