"""Static assets by WhiteNoise: content-hashed addresses, compressed once, before Flask (ADR 13)."""

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from wsgiref.headers import Headers
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.http import parse_accept_header
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor
from whitenoise.responders import StaticFile

ICON = "favicon.svg"
READS = {"GET", "HEAD"}
FOR_GOOD = "public, max-age=31536000, immutable"
ENCODINGS, RANGE, IF_RANGE = "HTTP_ACCEPT_ENCODING", "HTTP_RANGE", "HTTP_IF_RANGE"
ONE_BYTE = re.compile(r"bytes=(?:(\d+)-\1|-1)")  # WhiteNoise takes it for an empty range


def register(app: Flask, store: Path) -> None:
    """Give templates `asset(path)` and answer such addresses before Flask is asked.

    Compressed copies lie under `store`, in a folder that is made once for the content it has.
    """
    source, prefix = Path(app.static_folder or "static"), app.static_url_path or "/static"
    names = sorted(p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file())
    marks = {name: hashlib.sha256((source / name).read_bytes()).hexdigest()[:10] for name in names}
    folder = _compressed(source, store, marks)
    files = _Files(app.wsgi_app)
    for name, mark in marks.items():
        files.add(folder / name, f"{prefix}/{name}", mark)
        if name == ICON:
            files.add(folder / name, "/favicon.ico", mark)  # asked for by what reads no page
    app.wsgi_app = files  # type: ignore[method-assign]
    addresses = {name: f"{prefix}/{name}?v={mark}" for name, mark in marks.items()}
    app.jinja_env.globals["asset"] = addresses.__getitem__


def _compressed(source: Path, store: Path, marks: dict[str, str]) -> Path:
    """A copy of the folder with `.br` and `.gz` beside each file that gets smaller by it."""
    folder = store / hashlib.sha256(repr(sorted(marks.items())).encode()).hexdigest()[:16]
    if folder.exists():
        return folder
    store.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store, ignore_cleanup_errors=True) as place:
        aside = Path(shutil.copytree(source, Path(place) / folder.name))
        compressor = Compressor(quiet=True)
        for name in marks:
            if compressor.should_compress(name):
                compressor.compress(str(aside / name))
        with suppress(OSError):  # another process was quicker
            aside.rename(folder)
    return folder


class _Files:
    """Knows every file from the start: nothing that somebody sends is looked up on the disk."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application
        self._plain: dict[str, StaticFile] = {}
        self._marked: dict[tuple[str, str], StaticFile] = {}

    def add(self, file: Path, url: str, mark: str) -> None:
        """The file under its address, and kept for good under the one with its own mark."""
        self._plain[url] = self._static_file(file, mark, "no-cache")
        self._marked[url, f"v={mark}"] = self._static_file(file, mark, FOR_GOOD)

    def _static_file(self, file: Path, mark: str, keeping: str) -> StaticFile:
        def add_headers(answer: Headers, path: str, url: str) -> None:  # noqa: ARG001 - as called
            answer["Cache-Control"] = keeping
            answer["ETag"] = f'W/"{mark}"'  # weak: the same for every encoding

        library = WhiteNoise(
            None, max_age=None, allow_all_origins=False, add_headers_function=add_headers
        )
        return library.get_static_file(str(file), file.name)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        file = self._marked.get((path, query)) or self._plain.get(path)
        plain = environ["REQUEST_METHOD"] in READS and "HTTP_TRANSFER_ENCODING" not in environ
        if file is None or not plain:
            return self._application(environ, start_response)
        answer: Iterable[bytes] = WhiteNoise.serve(file, _understood(environ), start_response)
        return answer


def _understood(environ: WSGIEnvironment) -> WSGIEnvironment:
    """The request without what WhiteNoise takes for something else: `br;q=0`, and some ranges."""
    encodings, span = environ.get(ENCODINGS, ""), environ.get(RANGE)
    changed = {}
    if "q=" in encodings:
        accepted = parse_accept_header(encodings)
        changed[ENCODINGS] = ",".join(name for name, quality in accepted if quality > 0)
    if span:
        changed[ENCODINGS] = ""  # a part of the file itself
        if IF_RANGE in environ or ONE_BYTE.fullmatch(span.strip()):
            changed[RANGE] = ""  # a server may always send the whole
    return {**environ, **changed} if changed else environ
