"""Concurrency limit (bulkhead): so many requests are worked on at once, however many have come.

The server has a thread for every request under way, slow senders included (ADR 18). A thread
works only while it holds a permit, and gives it back while it waits for a sender. What needs
neither database nor page (the health check, files) needs no permit: it is answered always.
"""

import threading
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from queue import Empty, SimpleQueue
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Request, abort, request

from core.composition import Services

AT_ONCE = 4  # pages made at the same time by a process: more would only fight for the interpreter
MOST_WAITING = 256  # requests without a permit; further ones are refused at once
WAIT_SECONDS = 10.0
PERMIT = "chosao.permit"


class ConcurrencyLimit:
    """Permits of a process. A queue of the standard library costs a tenth of its semaphore."""

    def __init__(self, number: int = AT_ONCE, most_waiting: int = MOST_WAITING) -> None:
        self.wait_seconds = WAIT_SECONDS
        self._number = number
        self._permits = _tokens(number)
        self._places = _tokens(most_waiting)
        self._since: dict[int, float] = {}  # by thread

    def acquire(self) -> bool:
        """Whether there is one now, or soon enough."""
        token = _take(self._permits) or self._wait()
        if token:
            self._since[threading.get_ident()] = time.monotonic()
        return token

    def release(self) -> None:
        del self._since[threading.get_ident()]
        self._permits.put(True)

    def are_all_held_for(self, seconds: float) -> bool:
        """Whether nothing has come to an end for so long: then nothing ever will."""
        held, latest = list(self._since.values()), time.monotonic() - seconds
        return len(held) >= self._number and max(held) < latest

    def _wait(self) -> bool:
        if not _take(self._places):
            return False
        try:
            return self._permits.get(timeout=self.wait_seconds)
        except Empty:
            return False
        finally:
            self._places.put(True)


class Permit:
    """The permit of one request, as long as it holds it. Used by the thread of that request."""

    __slots__ = ("_limit", "is_held")

    def __init__(self, limit: ConcurrencyLimit) -> None:
        self._limit = limit
        self.is_held = limit.acquire()

    def release(self) -> None:
        if self.is_held:
            self.is_held = False
            self._limit.release()

    @contextmanager
    def given_back(self) -> Iterator[None]:
        """Others work meanwhile. Afterwards look whether it is held again."""
        self.release()
        try:
            yield
        finally:
            self.is_held = self._limit.acquire()


class LimitedApplication:
    """WSGI middleware: asks for a permit before the application is called."""

    def __init__(
        self, application: WSGIApplication, limit: ConcurrencyLimit, exempt: Collection[str]
    ) -> None:
        self._application = application
        self._limit = limit
        self._exempt = exempt

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] in self._exempt:
            return self._application(environ, start_response)
        permit = environ[PERMIT] = Permit(self._limit)
        try:
            return self._application(environ, start_response)
        finally:
            permit.release()


def register(app: Flask, services: Services, *, exempt: Collection[str]) -> None:
    """Limit everything registered so far; paths in `exempt` are answered without a permit."""
    limit = services[ConcurrencyLimit] = ConcurrencyLimit()
    app.wsgi_app = LimitedApplication(app.wsgi_app, limit, exempt)  # type: ignore[method-assign]


def check(request: Request) -> None:
    """Refuse, before any work, a request that got no permit in time."""
    permit: Permit | None = request.environ.get(PERMIT)
    if permit and not permit.is_held:
        abort(HTTPStatus.SERVICE_UNAVAILABLE)


@contextmanager
def others_work() -> Iterator[None]:
    """While the current request waits for somebody outside. Ends it if it gets no permit again."""
    permit: Permit | None = request.environ.get(PERMIT)
    if permit is None:
        yield
        return
    with permit.given_back():
        yield
    check(request)


def _tokens(number: int) -> "SimpleQueue[bool]":
    tokens: SimpleQueue[bool] = SimpleQueue()
    for _ in range(number):
        tokens.put(True)
    return tokens


def _take(tokens: "SimpleQueue[bool]") -> bool:
    try:
        return tokens.get_nowait()
    except Empty:
        return False
