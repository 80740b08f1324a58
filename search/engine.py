"""Search port: what a document is, what a query may ask, what a result holds."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

DEEPEST = 10_000  # nobody reads further, and no engine pages deeper for free


class Kind(StrEnum):
    PRODUCT = "product"
    PRODUCER = "producer"
    PLACE = "place"


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"
    NAME = "name"


class InterpretationKind(StrEnum):
    """How the text was interpreted when something matched."""

    PLAIN = "plain"
    FOLDED = "folded"  # the accents typed were set aside
    TELEX = "telex"
    VNI = "vni"
    SPLIT = "split"  # words typed without the space between them
    TYPO = "typo"
    PARTIAL = "partial"  # most of the words, not all
    WORDLESS = "wordless"  # signs without a letter or digit, which nothing answers


class SearchUnavailable(Exception):
    """The engine cannot answer now; another way of finding must do."""


class IndexMissing(SearchUnavailable):
    """There is no index, or it was made by another version: rebuild it."""


class IndexForeign(SearchUnavailable):
    """The index was made from another database: only a rebuild that takes it over replaces it."""


class IndexCorrupt(SearchUnavailable):
    """An index is there and cannot be read: rebuild it."""


class IndexLocked(SearchUnavailable):
    """Another process is writing; try again."""


@dataclass(frozen=True, slots=True)
class RankedStatus:
    """A keyword to filter and count by, and the numbers that rank what bears it.

    `boost` is added to the weight of a match and stays below `ranking.MOST_BOOST`; `tier` orders
    what nobody searched for by words, the highest first.
    """

    name: str = ""
    boost: float = 0.0
    tier: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One findable thing.

    A status may change at midnight without any event, so a document also says what it becomes
    (`next_status`) and on which day (`change_on`). Days are ordinals.
    """

    kind: Kind
    id: int
    version: str
    name: str
    producer: str = ""
    place: str = ""  # as it is today and as it was printed
    region: str = ""  # what else the place is called: names of units that it absorbed
    story: str = ""  # description, keywords, everything worth finding last
    group: str = ""
    categories: tuple[str, ...] = ()  # classes of goods it belongs to
    province: str = ""
    status: RankedStatus = RankedStatus()
    next_status: RankedStatus | None = None
    change_on: int | None = None
    price_dong: int | None = None
    in_stock: bool = False
    newest: int = 0  # day ordinal; larger is newer
    url_key: str = ""

    @property
    def key(self) -> str:
        return document_key(self.kind, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """A page of results. On another day, `today` (an ordinal), the same index answers otherwise."""

    today: int
    text: str = ""
    kind: Kind = Kind.PRODUCT
    groups: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()  # those allowed today; none named allows all
    min_price: int | None = None
    max_price: int | None = None
    in_stock: bool = False
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 24

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts per value, each blind to its own filter: the number a tap on that value would show."""

    group: Mapping[str, int] = field(default_factory=dict)
    province: Mapping[str, int] = field(default_factory=dict)
    status: Mapping[str, int] = field(default_factory=dict)  # as of today


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`corrected` is the text that was really searched, when it is not the text that was typed."""

    ids: tuple[int, ...]
    total: int
    facets: Facets
    interpretation: InterpretationKind = InterpretationKind.PLAIN
    corrected: str | None = None


# What answers signs without words.
NOTHING = SearchResult((), 0, Facets(), InterpretationKind.WORDLESS)


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: Kind
    id: int
    text: str
    url_key: str


Progress = Callable[[int], None]
Origin = Callable[[], str]  # names the database an index is made from; letters, digits and dashes


def no_origin() -> str:
    """Of an index that belongs to no database, as in tests."""
    return "0"


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """Which index answers now, and how much it holds."""

    engine: str
    index: str
    documents: int


class SearchEngine(Protocol):
    """Every method raises SearchUnavailable (or a subclass) and nothing else of its own."""

    def search(self, query: SearchQuery) -> SearchResult: ...

    def suggest(self, text: str, *, limit: int = 8) -> list[Suggestion]:
        """Products, producers and places that the unfinished text may become."""
        ...

    def put(self, documents: Iterable[Document]) -> None:
        """Add or replace; searches see it when this returns, other processes within a second."""
        ...

    def remove(self, keys: Iterable[str]) -> None: ...

    def rebuild(
        self,
        documents: Iterable[Document],
        *,
        progress: Progress | None = None,
        take_over: bool = False,
    ) -> str:
        """Fill a new index beside the live one, swap them, drop the old one; returns the new name.

        Raises IndexForeign when the live one is another database's, unless told to take it over.
        When filling fails the new one is dropped and the live one stays. Changes put meanwhile
        reach the live index only: compare `versions()` with the database afterwards.
        """
        ...

    def status(self) -> IndexStatus: ...

    def versions(self, keys: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
        """Key and version of every document held, or of those among some thousand keys."""
        ...


def document_key(kind: Kind, identity: int) -> str:
    return f"{kind}:{identity}"


def differences(held: Iterable[tuple[str, str]], current: Mapping[str, str]) -> "Differences":
    """What the index must still learn and forget to agree with the database."""
    versions = dict(held)
    return Differences(
        missing=tuple(sorted(current.keys() - versions.keys())),
        stale=tuple(sorted(k for k, v in current.items() if k in versions and versions[k] != v)),
        surplus=tuple(sorted(versions.keys() - current.keys())),
    )


@dataclass(frozen=True, slots=True)
class Differences:
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    surplus: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.surplus)
