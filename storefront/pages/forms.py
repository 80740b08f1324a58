"""The filters of the catalogue as people type and tap them, in Vietnamese addresses."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import starmap
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from core.web.requests.inputs import clean
from core.web.templating.paths import path_of
from search.engine import SearchQuery
from storefront.index.rules import STARS, allowed
from storefront.pages.rules import GROUP_SLUGS, SORTS, STATES

PER_PAGE = 24
MAX_PRICE = 10**12
MAX_TEXT = 120
DEEPEST_PAGE = 400
PARAMETERS = (
    "q", "nhom", "tinh", "sao", "chung_nhan", "gia_tu", "gia_den", "con_hang", "sap_xep", "trang",
)  # fmt: skip

_PRICE = re.compile(r"[0-9]{1,3}(?:[., ]?[0-9]{3})*|[0-9]+")


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked. Unknown values are dropped; a price that cannot be meant is kept and told."""

    text: str = ""
    groups: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    stars: tuple[int, ...] = ()
    states: tuple[str, ...] = ()  # as in addresses: "con-hieu-luc"
    low: str = ""
    high: str = ""
    in_stock: bool = False
    sort: str = "phu-hop"
    page: int = 1
    wrong: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def read(cls, args: MultiDict[str, str], provinces: Mapping[str, str]) -> "Filters":
        """Read a query string. `provinces` leads from today's and former slugs to today's."""
        low, high = clean(args.get("gia_tu", "")), clean(args.get("gia_den", ""))
        wrong = {
            name
            for name, typed in (("gia_tu", low), ("gia_den", high))
            if typed and price(typed) is None
        }
        if not wrong and low and high and (price(low) or 0) > (price(high) or 0):
            wrong = {"gia_tu", "gia_den"}
        slugs = (provinces[slug] for slug in args.getlist("tinh") if slug in provinces)
        sort = args.get("sap_xep", "")
        return cls(
            text=clean(args.get("q", ""))[:MAX_TEXT],
            groups=_known(args.getlist("nhom"), GROUP_SLUGS),
            provinces=tuple(dict.fromkeys(slugs)),
            stars=tuple(int(star) for star in _known(args.getlist("sao"), map(str, STARS))),
            states=_known(args.getlist("chung_nhan"), STATES),
            low=low,
            high=high,
            in_stock=args.get("con_hang", "") == "1",
            sort=sort if sort in SORTS else "phu-hop",
            page=_page(args.get("trang", "")),
            wrong=frozenset(wrong),
        )

    @property
    def is_reversed(self) -> bool:
        """Whether the lowest price is above the highest one."""
        return bool(self.wrong) and None not in (price(self.low), price(self.high))

    @property
    def index_states(self) -> tuple[str, ...]:
        """The states as the index knows them."""
        return tuple(STATES[state] for state in self.states)

    def query(self, today: int) -> SearchQuery:
        """The same, for the search engine."""
        return SearchQuery(
            today=today,
            text=self.text,
            groups=self.groups,
            provinces=self.provinces,
            statuses=allowed(states=self.index_states, stars=self.stars),
            min_price=None if "gia_tu" in self.wrong else price(self.low),
            max_price=None if "gia_den" in self.wrong else price(self.high),
            in_stock=self.in_stock,
            sort=SORTS[self.sort],
            page=self.page,
            per_page=PER_PAGE,
        )

    def pairs(self, states: Iterable[str] | None = None) -> list[tuple[str, str]]:
        """Name and value of everything chosen, but for the page: what an address must carry.

        With `states` given, these in place of the chosen ones.
        """
        return [
            *((("q", self.text),) if self.text else ()),
            *(("nhom", group) for group in self.groups),
            *(("tinh", province) for province in self.provinces),
            *(("sao", str(star)) for star in self.stars),
            *(("chung_nhan", state) for state in (self.states if states is None else states)),
            *((("gia_tu", self.low),) if self.low else ()),
            *((("gia_den", self.high),) if self.high else ()),
            *((("con_hang", "1"),) if self.in_stock else ()),
            *((("sap_xep", self.sort),) if self.sort != "phu-hop" else ()),
        ]

    def address(
        self,
        *,
        without: tuple[str, str] | None = None,
        states: Iterable[str] | None = None,
        page: int = 1,
        bare: bool = False,
    ) -> str:
        """The address of this list without one choice, with other states or on another page.

        `bare` keeps its text and order alone.
        """
        pairs = [pair for pair in self.pairs(states) if pair != without]
        if bare:
            pairs = [pair for pair in pairs if pair[0] in {"q", "sap_xep"}]
        if page > 1:
            pairs.append(("trang", str(page)))
        return path_of("listing.show") + ("?" + "&".join(starmap(_encoded, pairs)) if pairs else "")


@lru_cache(2_048)
def _encoded(name: str, value: str) -> str:
    """LRU cache: a list holds dozens of pairs of few kinds; 0.1 µs each instead of 1.4."""
    return urlencode(((name, value),))


def price(typed: str) -> int | None:
    """đồng as people type them: 125000, 125.000 or 125,000. None when it is no whole number."""
    if not typed.isascii() or not _PRICE.fullmatch(typed):
        return None
    amount = int(re.sub(r"[., ]", "", typed)[:15])
    return amount if amount <= MAX_PRICE else None


def _known(values: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    if not values:  # nearly always
        return ()
    allowed = tuple(known)
    return tuple(value for value in dict.fromkeys(values) if value in allowed)


def _page(typed: str) -> int:
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1  # noqa: PLR2004 - far beyond the deepest page
    return min(max(number, 1), DEEPEST_PAGE)
