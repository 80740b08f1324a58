"""Shutdown hooks: what a process still has to do when it is told to stop.

`services()[ShutdownHooks].append(flush)`. They are called when the signal arrives and again when
the last request has been answered: each may be called more than once, and from another thread.
"""

import logging
from collections.abc import Callable

log = logging.getLogger(__name__)


class ShutdownHooks(list[Callable[[], object]]):
    """Callables in the order in which they were added."""

    def run(self) -> None:
        """Call them all: what fails is logged and keeps nothing else from being called."""
        for hook in self:
            try:
                hook()
            except Exception:  # the process is ending: nobody above could do anything about it
                log.exception("not done at the end of the process")
