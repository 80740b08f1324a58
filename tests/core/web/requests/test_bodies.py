"""An address takes what it declares; whoever sends slowly waits for itself, others are served."""

import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from flask import request

from config import ROOT
from core.web.requests import bodies
from core.web.requests.bodies import FILES, FORM, JSON, accepts
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


def test_a_sender_that_takes_too_long_is_cut_off(app, monkeypatch):
    clock = iter(range(0, 1000, 4))
    monkeypatch.setattr(bodies.time, "monotonic", lambda: next(clock))

    assert send(app).status_code == 408


def test_a_body_that_ends_early_is_refused(app):
    assert send(app, CONTENT_LENGTH=str(len(SENT) + 1)).status_code == 400


def test_while_slow_ones_send_others_look_and_further_senders_are_told_to_wait(app, session):
    arrived, go_on = threading.Semaphore(0), threading.Event()

    def hold():
        arrived.release()
        assert go_on.wait(20)

    with ThreadPoolExecutor() as pool:
        slow = [pool.submit(send, app, hold) for _ in range(bodies.MOST_AT_ONCE)]
        for _ in slow:
            assert arrived.acquire(timeout=20)
        refused, looking = send(app), app.test_client().get(ADDRESS)
        go_on.set()
        answers = [sender.result(timeout=20).status_code for sender in slow]

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert looking.status_code == 200
    assert answers == [422] * bodies.MOST_AT_ONCE


def test_servers_have_more_threads_than_may_be_reading():
    words = (ROOT / "bin" / "web").read_text(encoding="utf-8").split()

    assert int(words[words.index("THREADS") + 2]) > bodies.MOST_AT_ONCE


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
        app.add_url_rule(f"/nhan/{name}", name, view, methods=["POST"])
    return app.test_client()


LARGE = 400_000


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
