"""Reads what is sent, a few senders at a time, so that slow ones hold up nobody who only looks."""

import threading
import time
from http import HTTPStatus
from io import BytesIO
from typing import BinaryIO

from flask import abort, current_app, request

from core.composition import services

MOST_AT_ONCE = 2  # of the threads of a process; bin/run and the Dockerfile give it four
MOST_SECONDS = 10.0
_PIECE = 16  # bytes: small, because a read waits until it is full


class BodyReaders:
    """So many bodies are read at once; one object per process."""

    def __init__(self) -> None:
        self.turns = threading.BoundedSemaphore(MOST_AT_ONCE)


def read_before_view() -> None:
    """Put the body into memory. Ends the request when it comes too slowly, or out of turn."""
    length = request.content_length or 0
    if not 0 < length <= current_app.config["MAX_CONTENT_LENGTH"]:
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
    whole = b""
    while piece := body.read(min(_PIECE, length - len(whole))):
        whole += piece
        if time.monotonic() > until:
            abort(HTTPStatus.REQUEST_TIMEOUT)
    return whole
