"""Request bodies: what each address accepts, and how much; read before a view sees the request.

A view says so by `@accepts`; one that says nothing takes forms of the usual size. A few bodies are
read at a time, so that slow senders hold up nobody who only looks.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Flag, auto
from http import HTTPStatus
from io import BytesIO
from typing import Any, BinaryIO, TypeVar

from flask import abort, current_app, request

from core.composition import services
from core.web.requests.inputs import MAX_PARAMETERS, READS

MOST_AT_ONCE = 2  # of the threads of a process; bin/run and the Dockerfile give it four
MOST_SECONDS = 10.0
USUAL_BYTES = 256 * 1024  # far above what a person types
_PIECE = 16  # bytes: small, because a read waits until it is full
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

    def __init__(self) -> None:
        self.turns = threading.BoundedSemaphore(MOST_AT_ONCE)


def check() -> None:
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
    _read_before_view(accepted.most)
    if request.mimetype not in _TYPES[JSON] and (
        sum(map(len, request.form.listvalues())) > MAX_PARAMETERS
    ):
        abort(HTTPStatus.BAD_REQUEST)


def _read_before_view(most: int) -> None:
    """Put the body into memory. Ends the request when it comes too slowly, or out of turn."""
    length = request.content_length or 0
    if length > most:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not length:
        return
    turns = services()[BodyReaders].turns
    if not turns.acquire(blocking=False):
        abort(HTTPStatus.SERVICE_UNAVAILABLE)
    try:
        request.environ["wsgi.input"] = BytesIO(_read(request.environ["wsgi.input"], length))
    finally:
        turns.release()


def _read(body: BinaryIO, length: int) -> bytes:
    until = time.monotonic() + MOST_SECONDS
    piece_length = max(_PIECE, length * _PIECE // USUAL_BYTES)  # a large one in as many pieces
    whole = bytearray()
    while piece := body.read(min(piece_length, length - len(whole))):
        whole += piece
        if time.monotonic() > until:
            abort(HTTPStatus.REQUEST_TIMEOUT)
    return bytes(whole)
