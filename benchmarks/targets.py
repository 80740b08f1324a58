"""What we promise ourselves, as ratios to Flask hello in the same run or per thing done."""

from collections.abc import Callable
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
        return f"{sign} {self.bar:g} {'met' if self.is_met(figure) else '**missed**'}"


def at_most(bar: float) -> Target:
    return Target(bar, at_least=False)


RATIOS = {
    "list": Target(0.07),
    "search": Target(0.08),
    "scan": Target(0.18),
}
QUERIES = {
    "list": at_most(4),
    "search": at_most(3),
    "product": at_most(5),
}
PAGE_P99 = {10_000: at_most(1), 100_000: at_most(5)}  # milliseconds, embedded engine, in process
SUGGEST_P99 = {10_000: at_most(1), 100_000: at_most(2)}
SHEET_PAGES = Target(7)
SHEET_KILOBYTES = at_most(35)
AUDIT_RATIO = Target(0.8)  # of the same without entries
PICTURE_RATIO = at_most(1.15)


def verdict(targets: dict[str, Target], name: str, figure: float) -> str:
    """The verdict of the target that a page's name begins with; nothing where none is set."""
    first = name.partition(",")[0].partition(" “")[0]
    found = targets.get(first)
    return found.verdict(figure) if found else ""


Verdict = Callable[[float], str]
