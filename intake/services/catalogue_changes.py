"""Changes of a catalogue import, product by product: for its report and for the index."""

from dataclasses import dataclass, field

from registry.services.catalogue import ColumnChanges

SHOWN = 100
# By these no product is found, filtered, counted or sorted: a job would find nothing to do.
UNINDEXED = {
    "folded", "gtin", "identity", "print", "product_set",
    "source_date", "source_key", "source_title",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What a row changed."""

    row: int
    name: str
    is_new: bool
    what: ColumnChanges
    recognition: str | None  # the year or decision of a certificate that is added

    def __bool__(self) -> bool:
        return self.is_new or bool(self.what) or self.recognition is not None

    @property
    def is_indexed(self) -> bool:
        """Whether a search could tell the difference."""
        is_added = self.is_new or self.recognition is not None
        return is_added or bool(self.what.keys() - UNINDEXED)


@dataclass
class Changes:
    """What an import changed, in products; the first changes in full."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    indexed: set[int] = field(default_factory=set)  # the ids of those a search could tell apart
    shown: list[Change] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        return self.rows - self.new - self.changed

    def add(self, product_id: int, change: Change) -> None:
        """Count it, unless it changes nothing."""
        if not change:
            return
        self.new += change.is_new
        self.changed += not change.is_new
        if change.is_indexed:
            self.indexed.add(product_id)
        if len(self.shown) < SHOWN:
            self.shown.append(change)
