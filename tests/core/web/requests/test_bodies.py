"""Whoever sends slowly waits for itself: others are served."""

import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from config import ROOT
from core.web.requests import bodies

ADDRESS = "/bao-cao/7K3MX9QF2Z"
FORM = "application/x-www-form-urlencoded"
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
        ADDRESS, content_type=FORM, input_stream=Stream(pause), environ_overrides=environ
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
