"""Events from before migration 0013 get their numbers, and every certificate stays what it was."""

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import Event, EventKind
from certification.certificates.rules.state import state
from core.db.administration import schema
from core.db.sessions import driver_url

FIRST = date(2024, 1, 1)
DAYS = [FIRST + timedelta(days=day) for day in range(-1, 9)]
KINDS = (
    "proposed", "granted", "renewed", "rerated", "lifted", "suspended", "withdrawn", "revoked",
)  # fmt: skip
CERTIFICATES = 120
INSERT = text(
    "INSERT INTO certificate_event (certificate_id, kind, effective_from, effective_to, stars,"
    " decision, reason, actor, recorded_at) VALUES (:certificate_id, :kind, :day, :day, :stars,"
    " :decision, :reason, 'officer', :recorded_at)"
)


@pytest.fixture
def old(empty_url):
    """A database as migration 0012 left it, with events of few days recorded at few moments."""
    schema.upgrade(empty_url, "0012")
    engine = create_engine(driver_url(empty_url))
    chance = random.Random(20260101)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(INSERT, [row(chance, n % CERTIFICATES) for n in range(9 * CERTIFICATES)])
    yield engine
    engine.dispose()


def row(chance, certificate_id):
    kind = chance.choice(KINDS)
    return {
        "certificate_id": certificate_id,
        "kind": kind,
        "day": FIRST + timedelta(days=chance.randrange(4)),
        "stars": chance.choice((3, 4, 5)) if kind in ("granted", "rerated") else None,
        "decision": chance.choice(("12/QĐ", "Đ2", "a", None)),
        "reason": "c" if kind == "revoked" else None,
        "recorded_at": datetime(2024, 2, 1, chance.randrange(3), tzinfo=UTC),
    }


def standings(engine, number):
    """Of every certificate on each of the days, as the rules see the events."""
    events = defaultdict(list)
    with engine.connect() as connection:
        for event in connection.execute(
            text(f"SELECT *, {number} AS place FROM certificate_event")
        ):
            events[event.certificate_id].append(
                Event(
                    kind=EventKind(event.kind),
                    effective=VagueDate.exact(event.effective_from),
                    stars=event.stars,
                    decision=event.decision,
                    reason=event.reason,
                    recorded_at=event.recorded_at,
                    number=event.place,
                )
            )
    return {(n, day): state(listed, day) for n, listed in events.items() for day in DAYS}


def test_the_state_of_every_certificate_is_the_same_before_and_after(old, empty_url):
    before = standings(old, number="0")

    schema.upgrade(empty_url, "0013")

    assert len({str(standing.state) for standing in before.values()}) > 5
    assert standings(old, number="number") == before


def test_numbers_begin_at_one_and_leave_none_out(old, empty_url):
    schema.upgrade(empty_url, "0013")

    with old.connect() as connection:
        numbers = connection.scalars(
            text("SELECT array_agg(number ORDER BY number) FROM certificate_event GROUP BY"
                 " certificate_id")
        ).all()  # fmt: skip
    assert numbers == [[*range(1, 10)]] * CERTIFICATES


@pytest.mark.parametrize(
    "change", ["UPDATE certificate_event SET number = 1000 + id", "TRUNCATE certificate_event"]
)
def test_events_are_guarded_again_afterwards(old, empty_url, change):
    schema.upgrade(empty_url, "0013")

    with pytest.raises(IntegrityError, match="append-only"), old.begin() as connection:
        connection.execute(text(change))


def test_going_back_leaves_every_event(old, empty_url):
    schema.upgrade(empty_url, "0013")
    schema.downgrade(empty_url, "0012")

    with old.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM certificate_event")) == 9 * CERTIFICATES
