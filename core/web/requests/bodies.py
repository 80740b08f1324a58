"""Request bodies: what each address accepts, and how much; read before a view sees the request.

A view says so by `@accepts`; one that says nothing takes forms of the usual size. Whoever sends
slowly holds up nobody else, and is cut off in the end (core.web.server.connections, ADR 18). Files
of a long body are written to the disk as they come: a process keeps little of them in memory.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Flag, auto
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, TypeVar, cast

from flask import Request, abort, current_app
from werkzeug.exceptions import HTTPException

from core.composition import services
from core.media.store import MediaFull
from core.web.requests.inputs import MAX_PARAMETERS, READS
from core.web.server.concurrency import others_work
from core.web.server.connections import LongBodies

MOST_AT_ONCE = 512  # bodies that a process waits for; bin/web gives it more threads than that
MOST_LONG = 64  # of these, long ones
USUAL_BYTES = 256 * 1024  # far above what a person types
PIECE_BYTES = 16 * 1024  # of a long body, read at once
KEPT_BYTES = 64 * 1024  # of a file in memory
_ATTRIBUTE = "accepted_body"


class BodyKind(Flag):
    """Kinds of bodies."""

    FORM = auto()
    FILES = auto()
    JSON = auto()
    BYTES = auto()


FORM, FILES = BodyKind.FORM, BodyKind.FILES
JSON, BYTES = BodyKind.JSON, BodyKind.BYTES
_TYPES = {
    FORM: {"application/x-www-form-urlencoded", "multipart/form-data"},
    FILES: {"multipart/form-data"},
    JSON: {"application/json"},
    BYTES: {"application/offset+octet-stream"},  # a piece of a file, as tus names it
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

    Another type is answered with 415, a longer body with 413. JSON and pieces of files are checked
    for type and length alone; whoever reads them checks what they say.
    """

    def declare(view: View) -> View:
        setattr(view, _ATTRIBUTE, AcceptedBody(kinds, most))
        return view

    return declare


class BodyReaders:
    """So many bodies are read at once; one object per process. `folder`: for files on their way."""

    def __init__(self, folder: Path, most: int = MOST_AT_ONCE) -> None:
        self._folder = folder
        self._places = threading.BoundedSemaphore(most)
        self._long_places = threading.BoundedSemaphore(MOST_LONG)

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

    @contextmanager
    def place_for_long(self) -> Iterator[None]:
        if not self._long_places.acquire(blocking=False):
            abort(HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            yield
        finally:
            self._long_places.release()

    @contextmanager
    def files(self) -> Iterator[Callable[..., IO[bytes]]]:
        """Makes the files into which those of a form are written as they come.

        The request closes them, and the block if it fails: then they are gone.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as opened:

            def file(*_: object, **__: object) -> IO[bytes]:
                return cast(
                    "IO[bytes]",
                    opened.enter_context(SpooledTemporaryFile(KEPT_BYTES, dir=str(self._folder))),
                )

            yield file
            opened.pop_all()


class ArrivingBody:
    """A body as it comes; it ends early when the sender has gone, or was cut off."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream = stream
        self.missing = length

    def read(self, size: int = -1) -> bytes:
        most = PIECE_BYTES if size < 0 else min(size, PIECE_BYTES)
        try:
            piece = self._stream.read(min(most, self.missing)) if self.missing else b""
        except OSError:
            piece = b""
        self.missing -= len(piece)
        return piece


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
    if request.mimetype in _TYPES[FORM] and (
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
    if length > USUAL_BYTES and request.mimetype in _TYPES[FILES]:
        _parse_long(request, length)
        return
    with others_work():
        body = services()[BodyReaders].read(request.environ["wsgi.input"], length)
    if len(body) < length:
        abort(HTTPStatus.REQUEST_TIMEOUT)
    request.environ["wsgi.input"] = BytesIO(body)


def _parse_long(request: Request, length: int) -> None:
    """Read a form as it comes, its files onto the disk. Raises MediaFull."""
    readers, long_bodies = services()[BodyReaders], services()[LongBodies]
    body = request.environ["wsgi.input"] = ArrivingBody(request.environ["wsgi.input"], length)
    request.max_content_length = length + 1  # its end is looked for as well
    with readers.place_for_long(), readers.files() as file:
        request._get_file_stream = file  # type: ignore[method-assign]  # noqa: SLF001 - as Werkzeug documents it
        problem: Exception | None = None
        with others_work(), long_bodies.expected(_peer(request), length):
            try:
                request._load_form_data()  # noqa: SLF001 - what reading `form` does
            except (OSError, HTTPException) as error:
                problem = error
        if isinstance(problem, OSError):
            raise MediaFull from problem
        if body.missing:
            abort(HTTPStatus.REQUEST_TIMEOUT)
        if problem:
            raise problem


def _peer(request: Request) -> str:
    """Who is at the other end of the connection, be it a proxy."""
    behind = request.environ.get("werkzeug.proxy_fix.orig", {})
    return str(behind.get("REMOTE_ADDR") or request.environ.get("REMOTE_ADDR", ""))
