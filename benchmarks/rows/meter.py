"""CPU of everything that takes part in an answer, while some work is done."""

from collections.abc import Callable

from benchmarks.system.cpu import tree_seconds
from benchmarks.system.databases import Databases
from benchmarks.system.servers import Server


class Meter:
    """Seconds of CPU of web processes, and of PostgreSQL with all backends and other servers."""

    def __init__(self, server: Server, databases: Databases, *others: int) -> None:
        self._server, self._databases, self._others = server, databases, others
        self.web = self.behind = 0.0

    @property
    def total(self) -> float:
        return self.web + self.behind

    def measure(self, work: Callable[[], object]) -> None:
        """Add what this work costs."""
        web, behind = self._server.cpu_seconds(), self._behind()
        work()
        self.web += self._server.cpu_seconds() - web
        self.behind += self._behind() - behind

    def _behind(self) -> float:
        return self._databases.cpu_seconds() + sum(map(tree_seconds, self._others))
