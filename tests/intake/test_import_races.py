"""Imports beside officers: an act waits for nothing but its certificate, and no file undoes it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.rules.acts.act import Act
from certification.certificates.rules.events import EventKind
from certification.certificates.services.recording import record_event
from core.access.actors import Actor
from core.clock import today
from intake import cli
from intake.services import catalogue_check, recognitions
from tests.intake.conftest import PLAIN, count
from tests.races import wait_until_someone_waits_for_a_lock

pytestmark = pytest.mark.usefixtures("one_map")

SEARCH = {"product_name": "Chè búp", "producer_name": "HTX Chè La Bằng"}


@pytest.fixture
def command(app, committed):
    """The command as in a process of its own: with connections and commits that are real."""

    def invoke(path, *options):
        result = app.test_cli_runner().invoke(cli.cli, ["import", str(path), *options])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


def revoke(engine, name, patience="50ms"):
    """An officer who gives up at once where an import holds the certificate."""
    with Session(engine) as session, session.begin():
        session.execute(text(f"SET LOCAL lock_timeout = '{patience}'"))
        code = session.scalars(
            select(Certificate.code).join(Certificate.product).filter_by(name=name)
        ).one()
        act = Act(kind=EventKind.REVOKED, on=today(), reason="c", decision="99/QĐ-UBND")
        record_event(session, code, act, actor=Actor("officer"), today=today())


def kinds(engine, name):
    with Session(engine) as session:
        rows = session.execute(
            select(CertificateEvent.kind, CertificateEvent.stars)
            .join(CertificateEvent.certificate)
            .join(Certificate.product)
            .filter_by(name=name)
            .order_by(CertificateEvent.number)
        )
        return [tuple(row) for row in rows]


@pytest.mark.parametrize("step", ["checked", "compared", "written"])
def test_an_act_recorded_during_an_import_is_neither_delayed_nor_undone(
    command, committed, sheet, monkeypatch, step
):
    command(sheet({}, SEARCH))
    monkeypatch.setattr(
        cli, "_progress", lambda at, _: revoke(committed, "Chè búp") if at == step else None
    )
    monkeypatch.setattr(catalogue_check, "BATCH", 2)  # it tells of full batches

    result = command(sheet({"stars": "3"}, SEARCH | {"stars": "3", "commune": "xã Phúc Trìu"}))

    assert result.stdout == "done: 0 new, 2 changed, 0 unchanged\n"
    assert kinds(committed, "Chè Tân Cương") == [("granted", 4), ("granted", 3)]
    assert kinds(committed, "Chè búp") == [("granted", 4), ("revoked", None)]


def test_an_import_that_waits_for_an_officer_sees_what_was_recorded(command, committed, sheet):
    command(sheet({}))
    with Session(committed) as session:
        code = session.scalars(select(Certificate.code)).one()
        act = Act(kind=EventKind.SUSPENDED, on=today())
        record_event(session, code, act, actor=Actor("officer"), today=today())
        with ThreadPoolExecutor() as pool:
            importing = pool.submit(command, sheet({"stars": "3"}))
            wait_until_someone_waits_for_a_lock(committed)
            session.commit()
            result = importing.result(timeout=20)

    assert result.stdout == "done: 0 new, 0 changed, 1 unchanged\n"
    assert kinds(committed, "Chè Tân Cương") == [("granted", 4), ("suspended", None)]


def test_a_dry_run_locks_nothing_and_keeps_nothing(command, committed, sheet, monkeypatch):
    command(sheet({}))
    locks = text(
        "SELECT count(*) FROM pg_locks WHERE mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    held = []

    def look(_at, _rows):
        with Session(committed) as session:
            held.append(session.scalar(locks))

    monkeypatch.setattr(cli, "_progress", look)

    result = command(sheet({"stars": "3"}), "--dry-run")

    assert result.stdout.splitlines()[-1] == "would change: 0 new, 1 changed, 0 unchanged"
    assert held == [0]
    assert kinds(committed, "Chè Tân Cương") == [("granted", 4)]


def test_a_second_import_is_refused_while_one_compares(command, committed, sheet, monkeypatch):
    command(sheet({}))
    outcomes = []
    path = sheet({"stars": "3"})
    monkeypatch.setattr(
        cli, "_progress", lambda at, _: at == "compared" and outcomes.append(second())
    )

    def second():
        monkeypatch.setattr(cli, "_progress", lambda *_: None)
        return command(path)

    result = command(path)

    assert result.stdout == "done: 0 new, 1 changed, 0 unchanged\n"
    assert [(second.exit_code, second.stdout) for second in outcomes] == [(1, "")]
    assert outcomes[0].stderr == "Một lần nhập khác đang chạy; hãy thử lại sau.\n"
    assert kinds(committed, "Chè Tân Cương") == [("granted", 4), ("granted", 3)]


def test_an_import_whose_lock_is_lost_writes_nothing(command, committed, sheet, monkeypatch):
    """Another may have compared and written since."""
    command(sheet({}))
    end = text(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        " AND objid = 7200003"
    )

    def lose(at, _rows):
        if at == "written":
            with committed.connect() as connection:
                assert connection.scalar(end)

    monkeypatch.setattr(cli, "_progress", lose)

    result = command(sheet({"stars": "3"}))

    assert (result.exit_code, result.stdout) == (1, "")
    assert kinds(committed, "Chè Tân Cương") == [("granted", 4)]


def test_two_rows_about_one_product_are_refused_even_by_code_and_name(command, committed, sheet):
    columns = (*PLAIN, "code")
    command(sheet({}))
    with Session(committed) as session:
        code = session.execute(text("SELECT code FROM product")).scalar_one()

    result = command(sheet({"product_name": "Chè mới", "code": code}, {}, columns=columns))

    assert result.exit_code == 1
    assert "dòng 3" in result.stdout
    with Session(committed) as session:
        assert count(session, CertificateEvent) == 1


def test_an_import_gives_way_to_an_officer_who_waits_for_it(command, committed, sheet, monkeypatch):
    """The act is recorded while the import is still at work, and the file does not undo it."""
    command(sheet({}, SEARCH))
    append, recorded = recognitions.append_all, []

    def append_while_somebody_waits(session, table, rows):
        append(session, table, rows)
        if not recorded:
            recorded.append(pool.submit(revoke, committed, "Chè Tân Cương", patience="10s"))
            wait_until_someone_waits_for_a_lock(committed)
        elif not recorded[0].done():
            recorded[0].result(timeout=10)

    monkeypatch.setattr(recognitions, "append_all", append_while_somebody_waits)
    monkeypatch.setattr(recognitions, "PIECE", 1)

    with ThreadPoolExecutor() as pool:
        result = command(sheet({"stars": "3"}, SEARCH | {"stars": "3"}))

    assert result.stdout == "done: 0 new, 1 changed, 1 unchanged\n"
    assert kinds(committed, "Chè Tân Cương") == [("granted", 4), ("revoked", None)]
    assert kinds(committed, "Chè búp") == [("granted", 4), ("granted", 3)]
