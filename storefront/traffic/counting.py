"""Counter of page views: in the memory of this process, written every few seconds.

It keeps numbers alone: no address, no mark, nothing of whoever looks. A page never waits for it.
"""

import logging
import os
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus

from flask import Flask, Request, Response
from sqlalchemy.exc import OperationalError

from core.clock import today
from core.composition import Services, services
from core.db.sessions import transaction
from storefront.traffic.services import add_views
from traceability.scans.rules.visitors import is_program

PAUSE_SECONDS = 5.0
MOST_WAITING = 10_000  # products and days, while the database is away
COUNTED = "product.show"
SHOWN = {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}
Views = Mapping[tuple[date, str], int]
log = logging.getLogger(__name__)


@dataclass
class ViewCounter:
    """One per process. Its thread starts with the first view, so that every worker has its own."""

    write: Callable[[Views], object]
    has_writer: bool = True
    _waiting: Counter[tuple[date, str]] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _owner: int = 0

    def note(self, day: date, slug: str) -> None:
        with self._lock:
            if len(self._waiting) < MOST_WAITING:
                self._waiting[day, slug] += 1
            if not self.has_writer or self._owner == os.getpid():
                return
            self._owner = os.getpid()
        # Python waits for it before the process ends: what was counted is written once more.
        threading.Thread(target=self._run, name="view-counter", daemon=False).start()

    def flush(self) -> None:
        """Write what waits; when that fails it waits on."""
        with self._lock:
            views, self._waiting = self._waiting, Counter()
        if not views:
            return
        try:
            self.write(views)
        except OperationalError:
            with self._lock:
                self._waiting.update(views)
            raise

    def _run(self) -> None:
        main = threading.main_thread()
        while main.is_alive():
            main.join(PAUSE_SECONDS)
            try:
                self.flush()
            except OperationalError:
                pass  # the next round tries again
            except Exception:  # nothing may end the thread: no other would take its place
                log.exception("views could not be written")


def register(app: Flask, services: Services, *, has_writer: bool) -> None:
    def write(views: Views) -> None:
        with app.app_context(), transaction() as session:
            add_views(session, views)

    services[ViewCounter] = ViewCounter(write, has_writer)


def count_view(request: Request, response: Response) -> Response:
    """Count a look at a product by a person: not a program, not what a browser fetches ahead."""
    if request.endpoint == COUNTED and request.method == "GET" and response.status_code in SHOWN:
        environ = request.environ
        if not is_program(environ.get("HTTP_USER_AGENT", "")) and "HTTP_SEC_PURPOSE" not in environ:
            services()[ViewCounter].note(today(), (request.view_args or {})["slug"])
    return response
