"""What browsers load is found by its content, compressed, and kept for good."""

import gzip
import hashlib
import re

import brotli
import pytest
from flask import Flask

from config import ROOT
from core.web import assets
from wsgi import create_app

SHEET = "/static/css/site.css"
SOURCE = (ROOT / "static/css/site.css").read_bytes()
MARK = hashlib.sha256(SOURCE).hexdigest()[:10]
FOR_GOOD = "public, max-age=31536000, immutable"


@pytest.fixture
def ask(app):
    """A browser's question for one file; the answer is read to its end."""
    client = app.test_client()

    def ask(address, method="GET", **headers):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        with client.open(address, method=method, headers=sent) as answer:
            answer.get_data()
        return answer

    return ask


def test_a_page_names_its_style_sheet_by_what_is_in_it(client):
    assert f'href="{SHEET}?v={MARK}"' in client.get("/").text


def test_the_icon_is_found_where_programs_look_for_it(ask):
    answer = ask("/favicon.ico")

    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.data == ask("/static/favicon.svg").data


def test_a_file_is_kept_for_good_under_its_own_mark_alone(ask):
    assert ask(f"{SHEET}?v={MARK}").headers["Cache-Control"] == FOR_GOOD
    for other in (SHEET, f"{SHEET}?v=0123456789", f"{SHEET}?v={MARK}&x=1"):
        answer = ask(other)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache"), other
        assert answer.data == SOURCE


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip;q=0.1", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip", "gzip"),
        ("br;q=0", None),
        ("identity", None),
        ("*", None),
        ("", None),
    ],
)
def test_a_file_comes_in_an_encoding_the_browser_takes(ask, accepted, encoding):
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}

    answer = ask(f"{SHEET}?v={MARK}", Accept_Encoding=accepted)

    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.content_length == len(answer.data)
    assert unpack[encoding](answer.data) == SOURCE
    assert "Accept-Encoding" in answer.vary
    assert answer.mimetype == "text/css"


def test_what_is_small_already_comes_as_it_is(ask):
    answer = ask("/static/fonts/be-vietnam-pro-regular.woff2", Accept_Encoding="br, gzip")

    assert "Content-Encoding" not in answer.headers
    assert answer.mimetype == "font/woff2"
    assert answer.data == (ROOT / "static/fonts/be-vietnam-pro-regular.woff2").read_bytes()


def test_an_unchanged_file_is_not_sent_again(ask):
    tag = ask(SHEET).headers["ETag"]

    again = ask(SHEET, If_None_Match=tag)

    assert tag == f'W/"{MARK}"'
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["X-Content-Type-Options"] == "nosniff"
    assert ask(SHEET, If_None_Match='W/"0123456789"').status_code == 200


def test_only_its_head_is_sent_when_only_that_is_asked(ask):
    answer = ask(SHEET, method="HEAD")

    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.content_length == len(SOURCE)


@pytest.mark.parametrize(
    ("span", "status", "body"),
    [
        ("bytes=10-19", 206, SOURCE[10:20]),
        ("bytes=-5", 206, SOURCE[-5:]),
        (f"bytes={len(SOURCE) - 2}-", 206, SOURCE[-2:]),
        ("bytes=0-0", 200, SOURCE),
        ("bytes=-1", 200, SOURCE),
        ("bytes=0-1,5-6", 200, SOURCE),
        ("lines=1-2", 200, SOURCE),
        ("bytes=999999-", 416, b""),
    ],
)
def test_a_part_of_a_file_is_part_of_the_file_itself(ask, span, status, body):
    answer = ask(SHEET, Range=span, Accept_Encoding="br")

    assert (answer.status_code, answer.data) == (status, body)
    assert "Content-Encoding" not in answer.headers


def test_a_part_that_depends_on_an_older_answer_is_sent_whole(ask):
    answer = ask(SHEET, Range="bytes=10-19", If_Range='"older"')

    assert (answer.status_code, answer.data) == (200, SOURCE)


def test_a_file_carries_the_headers_of_every_answer(ask, client):
    page = client.get("/healthz").headers

    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        assert ask(SHEET).headers[name] == page[name]
    assert "Set-Cookie" not in ask(SHEET).headers
    assert "Strict-Transport-Security" not in ask(SHEET).headers


def test_over_tls_a_file_says_so_too(settings):
    public = {"public_url": "https://localhost"}
    browser = create_app(settings.model_copy(update=public)).test_client()

    with browser.get(SHEET) as answer:
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    "path",
    [
        "/static/nothing.css",
        "/static/",
        "/static/css",
        "/static/css/",
        "/static/../config.py",
        "/static/%2e%2e/config.py",
        "/static/..%2fconfig.py",
        "/static/css/..%5c..%5cconfig.py",
        "/static//etc/passwd",
        "/static/css/site.css.br",
        "/static/css/site.css.gz",
        "/static/css/site.css%00",
    ],
)
def test_nothing_else_can_be_had_that_way(ask, path):
    answer = ask(path)

    assert answer.status_code in {400, 404}
    assert answer.mimetype == "text/html"
    assert "<h1" in answer.text


def test_a_file_cannot_be_written_to(ask):
    assert ask(SHEET, method="POST").status_code == 405
    assert ask(SHEET).data == SOURCE


@pytest.fixture
def start(tmp_path):
    """Starts a process that has one style sheet; returns the folder of its compressed copies."""
    css = tmp_path / "static" / "css"
    css.mkdir(parents=True)
    (css / "site.css").write_bytes(SOURCE)

    def register(store):
        app = Flask(__name__, static_folder=tmp_path / "static")
        assets.register(app, tmp_path / store)
        (folder,) = (tmp_path / store).iterdir()
        return folder

    return register


def test_compressed_copies_are_made_once_for_what_the_files_hold(start):
    def times(folder):
        return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    folder = start("store")
    first = times(folder)

    assert times(start("store")) == first
    assert re.fullmatch(r"[0-9a-f]{16}", folder.name)
    assert brotli.decompress((folder / "css/site.css.br").read_bytes()) == SOURCE


def test_of_two_processes_that_start_at_once_the_slower_uses_what_the_quicker_made(
    start, tmp_path, monkeypatch
):
    quicker = start("quick")

    class Slow(assets.Compressor):
        def compress(self, path):
            (tmp_path / "slow" / quicker.name / "css").mkdir(parents=True, exist_ok=True)
            return super().compress(path)

    monkeypatch.setattr(assets, "Compressor", Slow)
    monkeypatch.setattr(assets._Files, "add", lambda *_: None)

    assert [path.name for path in start("slow").iterdir()] == ["css"]
