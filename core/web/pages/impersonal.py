"""Guard of impersonal pages: while one is made, nothing about its visitor can be read.

A page that a cache keeps is sent to others. So what it is made of is declared: path, parameters,
language. Whatever else of the request is touched meanwhile (its other attributes, the session,
flashed messages, what hooks left in `g`) raises PersonalAccess where the application is strict, as
in tests; a running site logs and counts it, and sends that page uncached.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Request
from flask.ctx import AppContext, RequestContext, _AppCtxGlobals
from flask.globals import app_ctx, request_ctx
from sqlalchemy.orm import Session
from werkzeug.datastructures import ImmutableMultiDict

from core import metrics
from core.composition import services

# What a request tells without telling who asks.
HARMLESS = frozenset({"endpoint", "url_rule", "view_args", "blueprint", "blueprints"})
MADE_ANEW = "_flask_babel"  # the locale, which Flask-Babel finds again by the page's language
ACCESSES = metrics.counter(
    "personal_accesses", "What a public page read of its visitor.", "endpoint", "name"
)
log = logging.getLogger(__name__)


class PersonalAccess(Exception):
    """A public page read something that differs from visitor to visitor: a fault of ours."""


@dataclass(slots=True)
class PageContext:
    """All that a public page may be made of, beside the database and the clock."""

    endpoint: str
    path: Mapping[str, Any]
    parameters: ImmutableMultiDict[str, str]  # declared ones, in their order
    language: str
    session: Session
    is_personal: bool = False


_page: ContextVar[PageContext | None] = ContextVar("public page", default=None)
_logged: set[tuple[str, str]] = set()


def current_page() -> PageContext | None:
    """The public page that is being made, if one is."""
    return _page.get()


def reach(name: str) -> None:
    """Called by whatever is personal when it is read. Raises PersonalAccess, or has it logged."""
    page = _page.get()
    if page is None:
        return
    page.is_personal = True
    ACCESSES.labels(page.endpoint, name).inc()
    if services().strict:
        raise PersonalAccess(f"{name} was read while the public page {page.endpoint} was made")
    if (page.endpoint, name) not in _logged:
        _logged.add((page.endpoint, name))
        log.error("the public page %s reads %s: it is not cached", page.endpoint, name)


@contextmanager
def impersonal(page: PageContext) -> Iterator[None]:
    """Make the page in here: request, `g` and flashed messages are guarded, addresses our own.

    The session guards itself (core.web.sessions).
    """
    context: RequestContext = request_ctx._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - the proxy costs more than the rest
    application: AppContext = app_ctx._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - likewise
    request, own, flashes, adapter = (
        context.request, application.g, context.flashes, context.url_adapter,
    )  # fmt: skip
    assert type(request) is Request, "a request class of our own needs a guarded one"
    assert adapter is not None
    host, scheme = adapter.server_name, adapter.url_scheme
    token = _page.set(page)
    request.__class__ = GuardedRequest
    application.g, context.flashes = PageGlobals(own), None
    public = urlsplit(services().public_url)
    adapter.server_name, adapter.url_scheme = public.netloc, public.scheme
    try:
        yield
    finally:
        adapter.server_name, adapter.url_scheme = host, scheme
        application.g, context.flashes = own, flashes
        request.__class__ = Request
        _page.reset(token)


class PageGlobals(_AppCtxGlobals):
    """`g` of a page: empty, with what was there before behind the guard."""

    def __init__(self, outer: _AppCtxGlobals) -> None:
        self.request_id = outer.get("request_id", "-")  # for the log
        self._outer = outer

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as Flask has it
        if name == MADE_ANEW:
            raise AttributeError(name)
        value = getattr(self.__dict__["_outer"], name)
        reach(f"g.{name}")
        return value

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as Flask has it
        return getattr(self, name, default)

    def __contains__(self, item: object) -> bool:
        return hasattr(self, str(item))


class GuardedRequest(Request):
    """A request of which only its route can be read."""

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - as object has it
        if name not in HARMLESS and not name.startswith("__"):
            reach(f"request.{name}")
        return super().__getattribute__(name)
