"""`flask audit check`: what it says, and with which status."""

import json
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select, text

from core.audit.checking import examine
from core.audit.entries import AuditEntry
from core.clock import now
from tests.factories.audit import let_change, make_acts, make_sealed


@pytest.fixture
def check(app, session):
    def run(*words):
        return app.test_cli_runner().invoke(args=["audit", "check", *words])

    return run


def start_worker(session):
    session.execute(text("INSERT INTO procrastinate_workers DEFAULT VALUES"))


def leave_unsealed(session, seconds):
    with time_machine.travel(now() - timedelta(seconds=seconds), tick=False):
        make_acts(session, "waiting")
    session.commit()


def test_it_says_which_mark_to_keep(session, check):
    make_sealed(session, "a", "b", "c")
    start_worker(session)

    whole = check()

    mark = examine(session).newest.hex()
    assert whole.stdout == f"3 entries sealed, newest mark {mark}\n0 unsealed\n"
    assert (whole.exit_code, whole.stderr) == (0, "")
    assert check("--mark", mark).exit_code == 0


def test_a_mark_that_is_not_in_the_chain_is_a_fault(session, check):
    make_sealed(session, "a")

    unknown = check("--mark", "00")

    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert unknown.stderr == "refused: the mark is not in the chain: entries were cut off\n"
    assert check("--mark", "x").exit_code == 2


def test_a_changed_entry_is_a_fault(session, check):
    make_sealed(session, "a")
    let_change(session)
    session.execute(text("UPDATE audit_entry SET actor = 'nobody'"))

    changed = check()

    number = session.scalar(text("SELECT id FROM audit_entry"))
    assert (changed.exit_code, changed.stdout) == (1, "")
    assert changed.stderr == f"refused: entry {number} is not what was written\n"


def test_entries_about_to_be_sealed_are_told_and_no_fault(session, check):
    start_worker(session)
    leave_unsealed(session, 58)

    outcome = check()

    assert outcome.exit_code == 0
    count, age = outcome.stdout.splitlines()[1].split(", the oldest for ")
    assert (count, age in {"58 s", "59 s"}) == ("1 unsealed", True)


def test_an_entry_left_unsealed_by_a_running_worker_is_a_fault(session, check):
    start_worker(session)
    leave_unsealed(session, 61)

    late = check()

    assert (late.exit_code, late.stdout) == (1, "")
    assert late.stderr.startswith("refused: 1 unsealed, the oldest for 6")
    assert late.stderr.endswith(" s, although a worker is running\n")


def test_without_a_worker_an_old_entry_is_told_and_no_fault(session, check):
    leave_unsealed(session, 3600)

    outcome = check()

    assert outcome.exit_code == 0
    assert (
        outcome.stdout.splitlines()[1] == "1 unsealed, the oldest for 3600 s; no worker is running"
    )


@pytest.mark.parametrize(
    ("emptied", "message"),
    [
        ("audit_entry, audit_seal, audit_unsealed", "no entry is left, although there have"),
        ("audit_seal", "entry {} has no seal and waits for none: seals were taken away"),
    ],
)  # fmt: skip
def test_a_trail_that_an_owner_emptied_is_a_fault(session, check, emptied, message):
    make_sealed(session, "a", "b")
    first = session.scalar(select(func.min(AuditEntry.id)))
    let_change(session)
    session.execute(text(f"TRUNCATE {emptied}"))
    session.commit()

    fault = check()

    assert (fault.exit_code, fault.stdout) == (1, "")
    assert fault.stderr.startswith(f"refused: {message.format(first)}")


def test_a_trail_that_never_had_an_entry_is_whole(session, check):
    session.execute(text("ALTER SEQUENCE audit_entry_id_seq RESTART"))

    whole = check()

    assert (whole.exit_code, whole.stderr) == (0, "")
    assert whole.stdout.startswith("0 entries sealed")


def test_acts_are_listed_from_a_day_on(app, session):
    for day in ("2026-03-01 10:00", "2026-03-02 10:00"):
        with time_machine.travel(f"{day} +0700", tick=False):
            make_acts(session, day)
    session.commit()

    listed = app.test_cli_runner().invoke(args=["audit", "list", "--since", "2026-03-02", "--json"])

    [act] = json.loads(listed.stdout)
    assert act["subject"] == "2026-03-02 10:00"
    assert act.keys() == {"id", "at", "actor", "on_behalf_of", "action", "subject", "details"}
