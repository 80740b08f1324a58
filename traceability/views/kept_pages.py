"""Scan pages ready to send, for as long as what they say is so.

A page is made once for each state of its code and kept in memory; every request asks the database
for the stamp of the present state first, so that a revocation shows with the next scan.
"""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Self

import brotli
from flask import Response, request

MOST_PAGES = 512
_BROTLI_QUALITY = 5
_GZIP_LEVEL = 6
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
