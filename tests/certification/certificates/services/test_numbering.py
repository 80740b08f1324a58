"""Order of acceptance: an accepted act stands, whoever began first and whatever the clock says."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from certification.certificates.errors import EventRefused
from certification.certificates.models import CertificateEvent
from certification.certificates.queries.standings import certificate_events
from certification.certificates.rules.acts.act import Act
from certification.certificates.rules.events import EventKind
from certification.certificates.rules.state import state
from certification.certificates.services.numbering import RecordPlace, numbered
from certification.certificates.services.recording import record_event
from core.access.actors import Actor
from tests.factories.catalogue import make_certificate, make_certified, make_event, make_product
from tests.races import wait_until_someone_waits_for_a_lock

TODAY = date(2026, 11, 24)
GRANTED = date(2025, 3, 15)
STATES = {"suspended": "suspended", "lifted": "valid", "revoked": "revoked", "granted": "valid"}
KINDS = [EventKind(kind) for kind in STATES]


def act(kind, on=TODAY):
    stars = 4 if kind is EventKind.GRANTED else None
    reason = "c" if kind is EventKind.REVOKED else None
    return Act(kind=kind, on=on, stars=stars, reason=reason)


def certified(engine):
    with Session(engine) as session, session.begin():
        _, certificate = make_certified(session, on=GRANTED)
        return certificate.id, certificate.code


def begun(engine):
    """A transaction that began now, as its clock says."""
    session = Session(engine)
    session.execute(text("SELECT now()"))
    return session


def record(session, code, kind):
    return record_event(session, code, act(kind), actor=Actor("officer"), today=TODAY)


def state_of(engine, certificate_id):
    with Session(engine) as session:
        return str(state(certificate_events(session, certificate_id), TODAY).state)


def kinds_of(engine, certificate_id):
    """Every event on record, in the order of its number."""
    with Session(engine) as session:
        rows = session.execute(
            select(CertificateEvent.kind, CertificateEvent.number)
            .where(CertificateEvent.certificate_id == certificate_id)
            .order_by(CertificateEvent.number)
        ).all()
    assert [row.number for row in rows] == [*range(1, len(rows) + 1)]
    return [row.kind for row in rows]


def test_a_revocation_begun_first_and_accepted_last_stands(committed):
    certificate_id, code = certified(committed)

    with begun(committed) as first:
        for kind in (EventKind.REVOKED, EventKind.GRANTED):
            with begun(committed) as second:
                record(second, code, kind)
                second.commit()
        record(first, code, EventKind.REVOKED)
        first.commit()

    assert state_of(committed, certificate_id) == "revoked"
    assert kinds_of(committed, certificate_id) == ["granted", "revoked", "granted", "revoked"]


def test_one_who_waits_for_the_lock_is_judged_by_what_was_accepted_meanwhile(committed):
    certificate_id, code = certified(committed)

    def lift_in_own_transaction():
        with begun(committed) as session:
            record(session, code, EventKind.LIFTED)
            session.commit()

    with ThreadPoolExecutor() as pool, begun(committed) as first:
        record(first, code, EventKind.SUSPENDED)
        lifting = pool.submit(lift_in_own_transaction)
        wait_until_someone_waits_for_a_lock(committed)
        first.commit()
        lifting.result(timeout=10)

    assert state_of(committed, certificate_id) == "valid"
    assert kinds_of(committed, certificate_id) == ["granted", "suspended", "lifted"]


def test_of_many_writers_at_once_each_is_judged_by_the_one_before(committed):
    certificate_id, code = certified(committed)
    writers, accepted = 6, []
    ready = Barrier(writers)

    def write(number):
        ready.wait()
        for turn in range(6):
            kind = (EventKind.SUSPENDED, EventKind.LIFTED)[(turn + number) % 2]
            with begun(committed) as session:
                try:
                    record(session, code, kind)
                except EventRefused:
                    continue
                accepted.append(str(kind))  # still under the lock
                session.commit()

    with ThreadPoolExecutor(writers) as pool:
        for writing in [pool.submit(write, number) for number in range(writers)]:
            writing.result(timeout=30)

    assert kinds_of(committed, certificate_id) == ["granted", *accepted]
    assert accepted == ["suspended", "lifted"] * (len(accepted) // 2) + ["suspended"] * (
        len(accepted) % 2
    )
    assert state_of(committed, certificate_id) == STATES[accepted[-1]]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    begins=st.permutations(range(5)),
    acts=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(KINDS)), max_size=8),
)
def test_of_acts_of_one_day_the_last_accepted_stands(committed, begins, acts):
    """However long before its act a writer's transaction had begun."""
    certificate_id, code = certified(committed)
    sessions = {writer: begun(committed) for writer in begins}
    accepted = ["granted"]

    for writer, kind in acts:
        session = sessions[writer]
        try:
            record(session, code, kind)
        except EventRefused:
            session.rollback()
        else:
            session.commit()
            accepted.append(str(kind))
    for session in sessions.values():
        session.close()

    assert kinds_of(committed, certificate_id) == accepted
    assert state_of(committed, certificate_id) == STATES[accepted[-1]]


def test_an_act_after_the_clock_was_set_back_stands(session):
    _, certificate = make_certified(session, on=GRANTED)
    ahead = datetime.now(UTC) + timedelta(hours=3)
    make_event(session, certificate, "suspended", TODAY, recorded_at=ahead)

    lifted = record_event(
        session, certificate.code, act(EventKind.LIFTED), actor=Actor("officer"), today=TODAY
    )

    assert str(state(certificate_events(session, certificate.id), TODAY).state) == "valid"
    assert (lifted.number, lifted.recorded_at) == (3, ahead)  # known no earlier than what it lifts


def test_an_act_of_an_earlier_day_accepted_last_does_not_undo_a_later_day(session):
    _, certificate = make_certified(session, on=GRANTED)
    record(session, certificate.code, EventKind.REVOKED)
    earlier = act(EventKind.SUSPENDED, TODAY - timedelta(days=30))

    late = record_event(session, certificate.code, earlier, actor=Actor("officer"), today=TODAY)

    assert late.number == 3
    assert str(state(certificate_events(session, certificate.id), TODAY).state) == "revoked"


def test_the_database_refuses_two_events_in_one_place(session):
    certificate = make_certificate(session, make_product(session))
    make_event(session, certificate, "granted", GRANTED, stars=4)

    with pytest.raises(IntegrityError, match="uq_certificate_event_certificate_id_number"):
        make_event(session, certificate, "suspended", TODAY, number=1)


def test_of_what_is_recorded_at_once_the_graver_is_numbered_last():
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    events = [
        {"certificate_id": certificate, "kind": kind, "effective_from": day}
        for certificate, kind, day in (
            (7, "revoked", TODAY), (7, "granted", TODAY), (8, "suspended", TODAY),
            (7, "suspended", GRANTED),
        )
    ]  # fmt: skip

    placed = [*numbered(events, {7: RecordPlace(3, moment), 8: RecordPlace(1, moment)})]

    assert {(e["certificate_id"], e["kind"]): e["number"] for e in placed} == {
        (7, "suspended"): 3, (7, "granted"): 4, (7, "revoked"): 5, (8, "suspended"): 1,
    }  # fmt: skip
