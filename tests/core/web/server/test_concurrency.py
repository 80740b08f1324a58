"""So many requests are worked on at once; who gets no permit in time is refused."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.composition import Services
from core.web.server.concurrency import AT_ONCE, ConcurrencyLimit, Permit


@pytest.fixture
def limit():
    return ConcurrencyLimit(2, most_waiting=1)


def test_no_more_than_the_number_have_a_permit(limit):
    limit.wait_seconds = 0.05
    with ThreadPoolExecutor(3) as pool:
        taken = [pool.submit(limit.acquire).result() for _ in range(3)]

    assert taken == [True, True, False]


def test_a_permit_given_back_goes_to_one_that_waits(limit):
    first, second = Permit(limit), threading.Thread(target=Permit, args=(limit,))
    second.start()
    second.join()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(limit.acquire)
        assert not waiting.done()

        first.release()

        assert waiting.result(timeout=5)


def test_while_it_is_given_back_somebody_else_works(limit):
    with ThreadPoolExecutor(3) as pool:
        pool.submit(limit.acquire).result()
        permit = Permit(limit)
        with permit.given_back():
            assert not permit.is_held
            # One after the other on the same thread: taken, and given back in turn.
            assert pool.submit(lambda: limit.acquire() and (limit.release() or True)).result()

        assert permit.is_held


def test_when_enough_wait_further_ones_are_refused_at_once(limit):
    release = threading.Event()
    with ThreadPoolExecutor(3) as pool:
        for _ in range(2):
            pool.submit(lambda: limit.acquire() and release.wait(10) and limit.release())
        wait_until(lambda: len(limit._since) == 2)
        waiting = pool.submit(limit.acquire)
        wait_until(limit._places.empty)

        began = time.monotonic()

        assert not limit.acquire()
        assert time.monotonic() - began < 1
        release.set()
        assert waiting.result(timeout=5)


def test_it_is_stuck_only_when_all_have_worked_for_so_long(limit):
    assert not limit.are_all_held_for(0)
    limit.acquire()
    assert not limit.are_all_held_for(0)
    threading.Thread(target=limit.acquire).start()
    wait_until(lambda: len(limit._since) == 2)

    assert limit.are_all_held_for(0)
    assert not limit.are_all_held_for(60)


def test_while_all_hang_health_and_files_are_answered_and_pages_refused(app, session, monkeypatch):
    limit = Services.of(app)[ConcurrencyLimit]
    monkeypatch.setattr(limit, "wait_seconds", 0.05)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        barrier = threading.Barrier(AT_ONCE + 1)
        end = threading.Event()

        def hang():
            limit.acquire()
            barrier.wait(10)
            end.wait(10)
            limit.release()

        for _ in range(AT_ONCE):
            pool.submit(hang)
        barrier.wait(10)
        statuses = {
            path: app.test_client().get(path).status_code
            for path in ("/healthz", "/static/favicon.svg", "/san-pham", "/api/v1/products")
        }
        end.set()

    assert statuses == {
        "/healthz": 200,
        "/static/favicon.svg": 200,
        "/san-pham": 503,
        "/api/v1/products": 503,
    }
    assert app.test_client().get("/san-pham").status_code == 200


def wait_until(so):
    until = time.monotonic() + 10
    while not so() and time.monotonic() < until:
        time.sleep(0.005)
    assert so()
