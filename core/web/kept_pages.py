"""Pages ready to send, for as long as what they say is so.

A page is made and packed once for each thing it can say. Every request asks the database first, and
what was found is the key: whatever changes asks for another page, so nothing outdated is ever sent.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import brotli
import orjson
from flask import Flask, Response, current_app, request

from core.web.i18n import language

MOST_PAGES = 512
_BROTLI_QUALITY = 5
_GZIP_LEVEL = 6
EXTENSION = "kept_pages"
ENCODINGS = ("br", "gzip", "identity")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One page in the encodings browsers ask for, and the mark of its content."""

    mark: str
    bodies: dict[str, bytes]
    canonical: str

    @classmethod
    def of(cls, html: str, *, canonical: str) -> Self:
        plain = html.encode()
        bodies = {
            "br": brotli.compress(plain, quality=_BROTLI_QUALITY),
            "gzip": gzip.compress(plain, _GZIP_LEVEL, mtime=0),
            "identity": plain,
        }
        return cls(hashlib.sha256(plain).hexdigest()[:20], bodies, canonical)

    def response(self) -> Response:
        """In the encoding this request likes best; 304 when it has the page already."""
        encoding = request.accept_encodings.best_match(ENCODINGS, "identity") or "identity"
        response = Response(self.bodies[encoding], mimetype="text/html")
        if encoding != "identity":
            response.headers["Content-Encoding"] = encoding
        response.set_etag(f"{self.mark}-{encoding}")
        response.headers["Cache-Control"] = "private, no-cache"
        if self.canonical:
            response.headers["Link"] = f'<{self.canonical}>; rel="canonical"'
        response.vary.add("Accept-Encoding")
        response.make_conditional(request)
        return response


class KeptPages:
    """The pages asked for last. One per process; a lost race only makes a page twice."""

    def __init__(self, most: int = MOST_PAGES) -> None:
        self._most = most
        self._pages: OrderedDict[tuple[str, ...], KeptPage] = OrderedDict()

    def get(self, key: tuple[str, ...]) -> KeptPage | None:
        return self._pages.get(key)

    def put(self, key: tuple[str, ...], page: KeptPage) -> None:
        self._pages[key] = page
        while len(self._pages) > self._most:
            self._pages.popitem(last=False)


def register(app: Flask) -> None:
    app.extensions[EXTENSION] = KeptPages()


def pages() -> KeptPages:
    """Those of the current application in this process."""
    kept: KeptPages = current_app.extensions[EXTENSION]
    return kept


def show(facts: object, render: Callable[[], str]) -> Response:
    """The page that says `facts` at this address in this language, rendered only when it is new.

    `facts` is everything the page shows that can change: plain values and dataclasses.
    """
    told = orjson.dumps(facts, default=str, option=orjson.OPT_NON_STR_KEYS)
    key = (request.full_path, language(), hashlib.blake2b(told, digest_size=16).hexdigest())
    found = pages().get(key)
    if found is None:
        found = KeptPage.of(render(), canonical="")
        pages().put(key, found)
    return found.response()
