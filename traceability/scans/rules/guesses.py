"""Rate limit of code guessing, per source; remembers a bounded number of sources, in memory.

It saves work and keeps the log of false labels readable. What keeps codes secret is their length.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

MOST_UNKNOWN = 20
WITHIN_SECONDS = 600
MOST_SOURCES = 10_000


@dataclass
class GuessLimit:
    """Counts different unknown codes by source.

    One false label scanned by many people at a fair is one code, and nobody is locked out for it.
    """

    most_sources: int = MOST_SOURCES
    _seen: OrderedDict[str, dict[str, float]] = field(default_factory=OrderedDict)

    def note(self, source: str, code: str, at: float) -> bool:
        """Remember that a source asked for a code that was never given out.

        Returns whether this one was the first too many.
        """
        codes = self._recent(source, at)
        before = len(codes)
        if before <= MOST_UNKNOWN:
            codes[code] = at
        self._seen[source] = codes
        self._seen.move_to_end(source)
        while len(self._seen) > self.most_sources:
            self._seen.popitem(last=False)
        return before <= MOST_UNKNOWN < len(codes)

    def seconds_to_wait(self, source: str, at: float) -> int:
        """0 while it may ask; otherwise when it may again."""
        codes = self._recent(source, at)
        if len(codes) <= MOST_UNKNOWN:
            return 0
        return int(min(codes.values()) + WITHIN_SECONDS - at) + 1

    def _recent(self, source: str, at: float) -> dict[str, float]:
        codes = self._seen.get(source, {})
        return {code: seen for code, seen in codes.items() if seen > at - WITHIN_SECONDS}
