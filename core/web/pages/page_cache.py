"""Answers ready to send, for as long as what they say is so.

An answer is made and packed once for each thing it can say. Every request asks first what may have
changed (core.db.content_versions), and that is the key: whatever changes asks for another answer,
so nothing outdated is ever sent.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

import brotli
import orjson
from flask import Flask, Response, current_app, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from core.web.i18n import language

MOST_PAGES = 2_048  # of some five kilobytes each, packed
_BROTLI_QUALITY = 2  # against 4: less than half the time, 6 to 10 % larger
_GZIP_LEVEL = 6
EXTENSION = "kept_pages"
ENCODINGS = ("br", "gzip", "identity")
HTML = "text/html; charset=utf-8"
PRIVATE = "private, no-cache"
_ASKED_BEFORE = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")


class KeptPage:
    """One answer, packed, and the mark of its content; other encodings are made when asked for."""

    def __init__(
        self, text: str | bytes, *, canonical: str = "", kind: str = HTML, cache: str = PRIVATE
    ) -> None:
        plain = text.encode() if isinstance(text, str) else text
        self._mark = hashlib.sha256(plain).hexdigest()[:20]
        self._bodies: dict[str, bytes] = {"br": brotli.compress(plain, quality=_BROTLI_QUALITY)}
        self._headers = [("Content-Type", kind), ("Cache-Control", cache)]
        if canonical:
            self._headers.append(("Link", f'<{canonical}>; rel="canonical"'))

    def body(self, encoding: str) -> bytes:
        """Packed as one of ENCODINGS."""
        if encoding not in self._bodies:
            plain: bytes = brotli.decompress(self._bodies["br"])
            if encoding == "identity":  # programs alone ask for it: not kept
                return plain
            self._bodies[encoding] = gzip.compress(plain, _GZIP_LEVEL, mtime=0)
        return self._bodies[encoding]

    def response(self) -> Response:
        """In the encoding this request likes best; 304 when it has the page already."""
        encoding = _liked_best(request.headers.get("Accept-Encoding", ""))
        body = self.body(encoding)
        headers = [
            *self._headers,
            ("ETag", f'"{self._mark}-{encoding}"'),
            ("Vary", "Accept-Encoding"),
            ("Content-Length", str(len(body))),
        ]
        if encoding != "identity":
            headers.append(("Content-Encoding", encoding))
        response = Response(body, headers=headers)
        if any(name in request.environ for name in _ASKED_BEFORE):
            response.make_conditional(request)
        return response


@lru_cache(64)
def _liked_best(accepted: str) -> str:
    return parse_accept_header(accepted, Accept).best_match(ENCODINGS, "identity") or "identity"


class KeptPages:
    """The answers asked for last. One per process; a lost race only makes an answer twice."""

    def __init__(self, most: int = MOST_PAGES) -> None:
        self._most = most
        self._pages: OrderedDict[tuple[str, ...], KeptPage] = OrderedDict()

    def get(self, key: tuple[str, ...]) -> KeptPage | None:
        found = self._pages.pop(key, None)
        if found is not None:
            self._pages[key] = found  # asked for last, thrown out last
        return found

    def put(self, key: tuple[str, ...], page: KeptPage) -> None:
        self._pages[key] = page
        with suppress(KeyError):  # another thread has thrown out the last one
            while len(self._pages) > self._most:
                self._pages.popitem(last=False)


def register(app: Flask, most: int = MOST_PAGES) -> None:
    app.extensions[EXTENSION] = KeptPages(most)


def pages() -> KeptPages:
    """Those of the current application in this process."""
    kept: KeptPages = current_app.extensions[EXTENSION]
    return kept


def show(facts: object, make: Callable[[], KeptPage | str]) -> Response:
    """The answer that says `facts` at this address in this language, made only when it is new.

    `facts` is everything behind the answer that can change: plain values and dataclasses, most of
    it covered by an edition that was read *before* what the answer is made of. A refusal that
    `make` raises is not kept.
    """
    told = orjson.dumps(facts, default=str, option=orjson.OPT_NON_STR_KEYS)
    key = (request.full_path, language(), hashlib.blake2b(told, digest_size=16).hexdigest())
    found = pages().get(key)
    if found is None:
        made = make()
        found = KeptPage(made) if isinstance(made, str) else made
        pages().put(key, found)
    return found.response()
