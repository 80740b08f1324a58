"""Request bodies: what each address accepts, and how much; read before a view sees the request.

A view says so by `@accepts`; one that says nothing takes forms of the usual size. Whoever sends
slowly holds up nobody else, and is cut off in the end (core.web.server.connections, ADR 18).
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Flag, auto
from http import HTTPStatus
from io import BytesIO
from typing import Any, BinaryIO, TypeVar

from flask import Request, abort, current_app

from core.composition import services
from core.web.requests.inputs import MAX_PARAMETERS, READS
from core.web.server.concurrency import others_work

MOST_AT_ONCE = 512  # bodies that a process waits for; bin/web gives it more threads than that
USUAL_BYTES = 256 * 1024  # far above what a person types
_ATTRIBUTE = "accepted_body"


class BodyKind(Flag):
    """Kinds of bodies."""

    FORM = auto()
    FILES = auto()
    JSON = auto()


FORM, FILES, JSON = BodyKind.FORM, BodyKind.FILES, BodyKind.JSON
_TYPES = {
    FORM: {"application/x-www-form-urlencoded", "multipart/form-data"},
    FILES: {"multipart/form-data"},
    JSON: {"application/json"},
}


@dataclass(frozen=True, slots=True)
class AcceptedBody:
    """What a view takes, at most so many bytes of it."""

    kinds: BodyKind = FORM
    most: int = USUAL_BYTES

    @property
    def types(self) -> set[str]:
        return set().union(*(_TYPES[kind] for kind in self.kinds))


View = TypeVar("View", bound=Callable[..., Any])


def accepts(kinds: BodyKind, *, most: int = USUAL_BYTES) -> Callable[[View], View]:
    """Declare which bodies a view takes: `@accepts(JSON | FORM, most=4_096)`.

    Another type is answered with 415, a longer body with 413. JSON is checked for its type and
    length alone; whoever parses it checks what it says.
    """

    def declare(view: View) -> View:
        setattr(view, _ATTRIBUTE, AcceptedBody(kinds, most))
        return view

    return declare


class BodyReaders:
    """So many bodies are read at once; one object per process."""

    def __init__(self, most: int = MOST_AT_ONCE) -> None:
        self._places = threading.BoundedSemaphore(most)

    def read(self, stream: BinaryIO, length: int) -> bytes:
        """The body; shorter when the sender has gone, or was cut off."""
        if not self._places.acquire(blocking=False):
            abort(HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            return stream.read(length)
        except OSError:
            return b""
        finally:
            self._places.release()


def check_length(request: Request) -> None:
    """Refuse a body of unknown length unread; a request that announces none has none."""
    environ = request.environ
    if "HTTP_TRANSFER_ENCODING" in environ:
        abort(HTTPStatus.LENGTH_REQUIRED)
    if not (environ.get("CONTENT_LENGTH") and request.content_length):
        environ["wsgi.input"] = BytesIO()


def check(request: Request) -> None:
    """Refuse what the view has not declared; read the rest into memory, form fields included."""
    if request.method in READS or request.url_rule is None:
        return
    view = current_app.view_functions[request.url_rule.endpoint]
    accepted = getattr(view, _ATTRIBUTE, AcceptedBody())
    if request.content_length and request.mimetype not in accepted.types:
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if request.headers.get("Content-Encoding", "identity") != "identity":
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    request.max_content_length = accepted.most
    _read_before_view(request, accepted.most)
    if request.mimetype not in _TYPES[JSON] and (
        sum(map(len, request.form.listvalues())) > MAX_PARAMETERS
    ):
        abort(HTTPStatus.BAD_REQUEST)


def _read_before_view(request: Request, most: int) -> None:
    """Put the body into memory. Ends the request when it does not arrive whole."""
    length = request.content_length or 0
    if length > most:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not length:
        return
    with others_work():
        body = services()[BodyReaders].read(request.environ["wsgi.input"], length)
    if len(body) < length:
        abort(HTTPStatus.REQUEST_TIMEOUT)
    request.environ["wsgi.input"] = BytesIO(body)
