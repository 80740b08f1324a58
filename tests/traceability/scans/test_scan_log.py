"""Counting scans never delays a page and never fails it."""

import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm import Session

from config import ROOT
from core.composition import Services
from storefront.index.writer import INDEX_LOCK
from tests.factories.catalogue import make_certified
from traceability.scans.models import Scan
from traceability.scans.rules.guesses import GuessLimit
from traceability.scans.scan_log import BATCH, ScanLog
from traceability.scans.services.scans import NewScan, record_scans
from traceability.scans.views.recording import ScanRecording

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36"}


def new_scan(number):
    return NewScan(
        code="7K3MX9QF2Z", known=True, at=datetime(2026, 11, 24, tzinfo=UTC), language="vi",
        address=f"10.0.{number // 250}.{number % 250}", agent=PHONE["User-Agent"],
    )  # fmt: skip


@pytest.fixture
def log(app, monkeypatch):
    """The application's log, writing nothing by itself."""
    log = ScanLog(len)
    monkeypatch.setattr(Services.of(app)[ScanRecording], "log", log)
    return log


def waiting(log):
    return [(scan.code, scan.known) for scan in log._waiting]


def test_what_does_not_fit_is_dropped_and_counted():
    written = []
    log = ScanLog(written.extend, most=3)
    for number in range(5):
        log.put(new_scan(number))

    assert log.dropped == 2
    assert log.flush() == 3
    assert [one.address for one in written] == ["10.0.0.0", "10.0.0.1", "10.0.0.2"]


def test_batches_are_bounded():
    sizes = []
    log = ScanLog(lambda scans: sizes.append(len(scans)))
    for number in range(BATCH + 1):
        log.put(new_scan(number))

    log.flush()

    assert sizes == [BATCH, 1]


def test_a_failing_database_loses_nothing_that_fits():
    written = []

    def fail(scans):
        raise OperationalError("INSERT", {}, Exception("away"))

    log = ScanLog(fail)
    for number in range(3):
        log.put(new_scan(number))
    with pytest.raises(OperationalError):
        log.flush()

    log._write = written.extend
    log.flush()

    assert written == [new_scan(0), new_scan(1), new_scan(2)]


def test_a_batch_that_cannot_be_written_ends_nothing(caplog):
    def fail(scans):
        raise DataError("INSERT", {}, Exception("no such day"))

    log = ScanLog(fail)
    log.put(new_scan(0))
    log._flush_or_tell()

    assert "scans could not be written" in caplog.text
    assert waiting(log) == []


def test_known_and_unknown_codes_are_noted_and_mistyped_ones_are_not(client, session, log):
    product, _ = make_certified(session, on=date(2025, 1, 1))
    client.get(f"/{product.code}", headers=PHONE)
    client.get("/7K3MX9QF2Z", headers=PHONE)
    client.get("/7K3MX9QF2Y", headers=PHONE)
    client.head(f"/{product.code}", headers=PHONE)

    assert waiting(log) == [(product.code, True), ("7K3MX9QF2Z", False)]


def test_who_guesses_is_stopped_and_nobody_else(client, app, monkeypatch, log):
    monkeypatch.setattr(
        Services.of(app)[ScanRecording],
        "guesses",
        GuessLimit(),
    )
    from_there = {"REMOTE_ADDR": "113.161.72.9"}
    next_door = {"REMOTE_ADDR": "113.161.72.200"}
    codes = ["000000000S", "111111111B", "123456789S", "012345678G", "ZZZZZZZZZ4", "ABCDEFGHJ3"]
    monkeypatch.setattr("traceability.scans.rules.guesses.MOST_UNKNOWN", 5)

    statuses = [client.get(f"/{code}", environ_base=from_there).status_code for code in codes]
    refused = client.get("/7K3MX9QF2Z", environ_base=from_there)

    assert statuses == [404] * 6
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 600
    assert client.get("/7K3MX9QF2Z", environ_base=next_door).status_code == 404
    assert client.get("/7K3MX9QF2Y", environ_base=from_there).status_code == 404


@pytest.mark.parametrize("door", ["/{}", "/api/v1/codes/{}", "/qr/{}.svg", "/bao-cao/{}"])
def test_what_was_issued_is_shown_also_to_who_shares_an_address_with_a_guesser(
    client, session, monkeypatch, log, door
):
    monkeypatch.setattr("traceability.scans.rules.guesses.MOST_UNKNOWN", 1)
    product, _ = make_certified(session, on=date(2025, 1, 1))
    for code in ("000000000S", "111111111B", "123456789S"):
        client.get(f"/{code}")

    assert client.get("/7K3MX9QF2Z").status_code == 429
    assert client.get(door.format(product.code)).status_code == 200


@pytest.mark.parametrize("door", ["/api/v1/codes/{}", "/qr/{}.svg", "/chung-nhan/{}", "/{}"])
def test_no_address_lets_anybody_guess_on(client, monkeypatch, log, caplog, door):
    monkeypatch.setattr("traceability.scans.rules.guesses.MOST_UNKNOWN", 2)
    codes = ["000000000S", "111111111B", "123456789S"]

    statuses = [client.get(door.format(code)).status_code for code in codes]

    assert statuses == [303 if door == "/chung-nhan/{}" else 404] * 3  # leads on, and counts
    for other in ("/{}", "/api/v1/codes/{}", "/qr/{}.png"):
        assert client.get(other.format("7K3MX9QF2Z")).status_code == 429
    assert client.get("/tra-cuu").status_code == 200
    assert [r.levelname for r in caplog.records if "guessed" in r.message] == ["WARNING"]


def test_a_slip_of_the_finger_is_no_guess(client, monkeypatch, log):
    monkeypatch.setattr("traceability.scans.rules.guesses.MOST_UNKNOWN", 0)

    assert [client.get(f"/7K3MX9QF2{end}").status_code for end in "ABCD"] == [404] * 4


def test_a_locked_log_table_delays_no_page(app, committed, monkeypatch):
    with Session(committed) as session, session.begin():
        product, _ = make_certified(session, on=date(2025, 1, 1))
        code = product.code
    with app.app_context():
        recording = Services.of(app)[ScanRecording]
        monkeypatch.setattr(recording, "log", ScanLog(recording.log._write))
        client = app.test_client()
        client.get(f"/{code}", headers=PHONE)  # the page is made once
        with committed.begin() as lock:
            lock.execute(text("LOCK TABLE scan IN ACCESS EXCLUSIVE MODE"))
            writer = threading.Thread(target=recording.log.flush)
            writer.start()
            started = time.perf_counter()
            answers = {client.get(f"/{code}", headers=PHONE).status_code for _ in range(20)}
            spent = time.perf_counter() - started
            assert writer.is_alive()
        writer.join(10)
        recording.log.flush()

    assert answers == {200}
    assert spent < 2
    with committed.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Scan)) == 1  # 20 were reloads


def test_two_processes_do_not_count_one_visitor_twice(committed):
    def write():
        with Session(committed) as session, session.begin():
            record_scans(session, [new_scan(1)])

    with committed.begin() as first:
        record_scans(Session(bind=first), [new_scan(1)])
        second = threading.Thread(target=write)
        second.start()
        second.join(0.3)
        assert second.is_alive()  # it waits for the first to say what it counted
    second.join(5)

    with committed.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Scan)) == 1


def test_a_rebuild_of_the_search_index_holds_no_scan_up(committed):
    with committed.begin() as rebuild:
        rebuild.execute(select(func.pg_advisory_xact_lock(INDEX_LOCK)))
        with Session(committed) as session, session.begin():
            session.execute(text("SET LOCAL lock_timeout = '200ms'"))
            assert record_scans(session, [new_scan(1)]) == 1


def test_each_process_has_one_writer(monkeypatch):
    started = []
    monkeypatch.setattr(threading.Thread, "start", lambda thread: started.append(thread.name))
    log = ScanLog(len)
    for _ in range(3):
        log.run_in_background()
    monkeypatch.setattr("traceability.scans.scan_log.os.getpid", lambda: -1)  # as after a fork
    log.run_in_background()

    assert started == ["scan-log", "scan-log"]


ENDING = """
import threading
from traceability.scans import scan_log
{prepare}
log = scan_log.ScanLog(lambda scans: {write})
# A server's own thread, which is a daemon, asks for the writer.
thread = threading.Thread(target=log.run_in_background, daemon=True)
thread.start()
thread.join()
for number in range(3):
    log.put(number)
"""


def ended(prepare, write):
    """What a process writes that ends right after its scans, and what it says of it."""
    program = ENDING.format(prepare=prepare, write=write)
    words = [sys.executable, "-c", program]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=30, check=True)


def test_a_process_that_ends_writes_its_last_scans_at_once():
    result = ended("scan_log.PAUSE_SECONDS = 60", "print(len(scans))")

    assert (result.stdout, result.stderr) == ("3\n", "")


def test_a_process_that_ends_without_a_database_says_what_is_lost():
    away = "from sqlalchemy.exc import OperationalError as E"

    result = ended(away, "(_ for _ in ()).throw(E('', None, Exception()))")

    assert result.stderr == "3 scans were lost: the database is away\n"
