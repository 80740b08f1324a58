"""Rate limit of code guessing, per network; remembers a bounded number of networks, in memory."""

from collections import OrderedDict
from dataclasses import dataclass, field

MOST_UNKNOWN = 20
WITHIN_SECONDS = 600
MOST_NETWORKS = 10_000


@dataclass
class GuessLimit:
    """Counts different unknown codes by network.

    One false label scanned by many people at a fair is one code, and nobody is locked out for it.
    """

    most_networks: int = MOST_NETWORKS
    _seen: OrderedDict[str, dict[str, float]] = field(default_factory=OrderedDict)

    def note(self, network: str, code: str, at: float) -> bool:
        """Remember that a network asked for a code that was never given out.

        Returns whether this one was the first too many.
        """
        codes = self._recent(network, at)
        before = len(codes)
        if before <= MOST_UNKNOWN:
            codes[code] = at
        self._seen[network] = codes
        self._seen.move_to_end(network)
        while len(self._seen) > self.most_networks:
            self._seen.popitem(last=False)
        return before <= MOST_UNKNOWN < len(codes)

    def seconds_to_wait(self, network: str, at: float) -> int:
        """0 while the network may ask; otherwise when it may again."""
        codes = self._recent(network, at)
        if len(codes) <= MOST_UNKNOWN:
            return 0
        return int(min(codes.values()) + WITHIN_SECONDS - at) + 1

    def _recent(self, network: str, at: float) -> dict[str, float]:
        codes = self._seen.get(network, {})
        return {code: seen for code, seen in codes.items() if seen > at - WITHIN_SECONDS}
