"""An address takes what it declares; whoever sends slowly waits for itself, others are served."""

import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from tempfile import SpooledTemporaryFile

import pytest
from flask import request
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from core.access.declared import PUBLIC, allowed
from core.composition import Services
from core.web.requests import bodies
from core.web.requests.bodies import FILES, FORM, JSON, BodyReaders, accepts
from core.web.server.concurrency import AT_ONCE
from wsgi import create_app

ADDRESS = "/bao-cao/7K3MX9QF2Z"
TYPE = "application/x-www-form-urlencoded"
SENT = b"ly_do=none&noi=" + b"a" * 100


class Stream(BytesIO):
    """What a sender sends; `pause` is called before each piece of it."""

    def __init__(self, pause):
        super().__init__(SENT)
        self._pause = pause

    def read(self, size=-1):
        self._pause()
        return super().read(size)


def send(app, pause=lambda: None, **environ):
    return app.test_client().post(
        ADDRESS, content_type=TYPE, input_stream=Stream(pause), environ_overrides=environ
    )


def test_a_body_is_read_whole(app, session):
    assert f'value="{"a" * 100}"' in send(app).text


def test_a_body_that_ends_early_is_refused(app):
    assert send(app, CONTENT_LENGTH=str(len(SENT) + 1)).status_code == 408


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("address", [ADDRESS, "/static/favicon.svg", "/healthz", "/gibt-es-nicht"])
def test_a_body_of_unknown_length_is_refused_unread(app, address, method):
    def pause():
        raise AssertionError("read")

    answer = app.test_client().open(
        address,
        method=method,
        input_stream=Stream(pause),
        environ_overrides={"HTTP_TRANSFER_ENCODING": "chunked"},
    )

    assert answer.status_code == 411


def test_a_request_without_length_has_no_body_whatever_would_come(declared):
    stream = BytesIO(b'{"a": 1}')

    answer = declared.post(
        "/nhan/both",
        input_stream=stream,
        content_type="application/json",
        environ_overrides={"CONTENT_LENGTH": "", "wsgi.input_terminated": True},
    )

    assert (answer.text, stream.tell()) == ("form", 0)


def test_while_many_send_slowly_pages_are_made_and_only_further_senders_wait(
    app, session, monkeypatch, tmp_path
):
    readers = BodyReaders(tmp_path, most=AT_ONCE + 1)
    monkeypatch.setitem(Services.of(app).by_type, BodyReaders, readers)
    arrived, go_on = threading.Semaphore(0), threading.Event()

    def hold():
        arrived.release()
        assert go_on.wait(20)

    with ThreadPoolExecutor(10) as pool:
        slow = [pool.submit(send, app, hold) for _ in range(AT_ONCE + 1)]
        for _ in slow:
            assert arrived.acquire(timeout=20)
        refused, looking = send(app), app.test_client().get(ADDRESS)
        go_on.set()
        answers = [sender.result(timeout=20).status_code for sender in slow]

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert looking.status_code == 200
    assert answers == [422] * (AT_ONCE + 1)


@pytest.fixture(scope="module")
def declared(settings):
    """Addresses of a site that take different things; each tells how many bytes arrived."""
    app = create_app(settings, strict=True, scan_writer=False)
    views = {
        "usual": None,
        "json": accepts(JSON, most=1_000),
        "both": accepts(JSON | FORM),
        "files": accepts(FILES, most=450_000),
    }
    for name, declare in views.items():

        def view():
            sent = [file.read() for file in request.files.values()]
            return str(sum(map(len, sent)) if sent else len(request.get_data()) or "form")

        view = declare(view) if declare else view
        app.add_url_rule(f"/nhan/{name}", name, allowed(PUBLIC)(view), methods=["POST"])
    return app.test_client()


LARGE = 400_000


def test_a_long_file_comes_by_way_of_the_disk_and_leaves_nothing_there(
    declared, settings, monkeypatch
):
    folder, lengths = settings.var_root / "uploads", []
    before = {*folder.glob("*")}
    rollover = SpooledTemporaryFile.rollover
    monkeypatch.setattr(
        SpooledTemporaryFile,
        "rollover",
        lambda file: lengths.append(file._file.tell()) or rollover(file),
    )

    answer = declared.post("/nhan/files", data={"tep": (BytesIO(b"x" * LARGE), "../../x")})

    assert answer.text == str(LARGE)
    assert [length < 100_000 for length in lengths if length] == [True]
    assert {*folder.iterdir()} == before


def test_a_long_body_that_ends_early_or_finds_no_room_is_refused(declared, monkeypatch):
    body = encode_multipart({"tep": FileStorage(BytesIO(b"x" * LARGE), "a.csv")}, boundary="x")[1]
    sent = {"input_stream": BytesIO(body), "content_type": "multipart/form-data; boundary=x"}

    early = declared.post(
        "/nhan/files", **sent, environ_overrides={"CONTENT_LENGTH": str(len(body) + 1)}
    )
    monkeypatch.setattr(
        bodies.SpooledTemporaryFile, "write", lambda *_: (_ for _ in ()).throw(OSError(28, "full"))
    )
    full = declared.post("/nhan/files", **sent | {"input_stream": BytesIO(body)})

    assert (early.status_code, full.status_code) == (408, 507)
    assert "hết chỗ" in full.text


@pytest.mark.parametrize(
    ("address", "sent", "answer"),
    [
        ("json", {"json": {"a": 1}}, "8"),
        ("both", {"json": {"a": 1}}, "8"),
        ("both", {"data": {"a": "1"}}, "form"),
        ("usual", {"data": {"a": "1"}}, "form"),
        ("files", {"data": {"tep": (BytesIO(b"x" * LARGE), "a.csv")}}, str(LARGE)),
        ("usual", {"json": {"a": 1}}, 415),
        ("json", {"data": {"a": "1"}}, 415),
        ("files", {"data": {"a": "1"}}, 415),
        ("files", {"json": {"a": 1}}, 415),
        ("json", {"json": {"a": "x" * 1_000}}, 413),
        ("usual", {"data": {"a": "x" * bodies.USUAL_BYTES}}, 413),
        ("files", {"data": {"tep": (BytesIO(b"x" * 470_000), "a.csv")}}, 413),
        ("both", {"data": {f"a{n}": "1" for n in range(61)}}, 400),
    ],
)
def test_an_address_takes_what_it_declares_and_so_much_of_it(declared, address, sent, answer):
    answered = declared.post(f"/nhan/{address}", **sent)

    assert (answered.text if answered.status_code == 200 else answered.status_code) == answer
