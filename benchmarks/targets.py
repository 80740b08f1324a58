"""The bars: ratios to Flask hello in the same run, or an amount per thing done."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A bar and whether it is a floor or a ceiling."""

    bar: float
    at_least: bool = True

    def is_met(self, figure: float) -> bool:
        return figure >= self.bar if self.at_least else figure <= self.bar

    def verdict(self, figure: float) -> str:
        """As a table shows it: "≥ 0.07 met"."""
        sign = "≥" if self.at_least else "≤"
        return f"{sign} {self.bar:g} {'met' if self.is_met(figure) else '**not met**'}"


def at_most(bar: float) -> Target:
    return Target(bar, at_least=False)


ANEW = {
    "list": Target(0.06),
    "product": Target(0.08),
    "search": Target(0.06),
    "scan": Target(0.08),
    "home": Target(0.04),
}
ANEW_SIZES = (1_254, 10_000)
STATEMENTS = {"list": at_most(3), "scan": at_most(3)}

LIST = {1_254: Target(0.15), 10_000: Target(0.15), 100_000: Target(0.12)}
CHOSEN_LIST = Target(0.08)  # any order; page 3 with filters
ELASTIC_SEARCH = Target(0.10)
SCAN_LATENCY = at_most(10)
ENGINE_P99 = {(10_000, "page"): at_most(1), (100_000, "suggest"): at_most(2)}  # milliseconds
DURING_WRITES = Target(0.8)
BURST = {"embedded": at_most(1), "elasticsearch": at_most(2)}  # seconds

RELEVANCE = Target(0.95)  # over all judged queries
CATEGORY_RELEVANCE = Target(0.85)  # in each category

SHEET_PAGES = Target(7)
SHEET_KILOBYTES = at_most(35)
HASH = at_most(60)  # milliseconds, and no less than 40: see accounts/people/services/passwords.py
RULES = at_most(50)  # milliseconds
AUDIT_RATIO = Target(0.8)  # of the same without entries
PICTURE_RATIO = at_most(1.15)


def served(name: str, size: int, engine: str) -> Target | None:
    """The bar of a page as it is served, if it has one."""
    if engine == "elasticsearch":
        return ELASTIC_SEARCH if name.startswith("search") else None
    if name == "list":
        return LIST.get(size)
    return CHOSEN_LIST if name.startswith("list") else None


def engine_p99(engine: str, size: int, kind: str) -> Target | None:
    """The bar of a question asked of an engine in process, if it has one."""
    first = kind.partition(" ")[0].strip(",")
    return ENGINE_P99.get((size, first)) if engine == "embedded" else None


def verdict(target: Target | None, figure: float) -> str:
    return target.verdict(figure) if target else ""


def verdict_of(targets: Mapping[str, Target], name: str, figure: float) -> str:
    return verdict(targets.get(name), figure)
