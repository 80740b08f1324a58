"""One chain with every committed entry once, however writers and sealers interleave."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.audit import sealing
from core.audit.checking import examine, examine_unsealed
from core.audit.entries import write
from core.audit.jobs import seal_entries
from core.audit.sealing import AuditSeal, seal
from core.codes import new_code
from registry.models import IssuedCode
from registry.rules.issued_codes import CodeKind
from registry.services.issued_codes import issue
from tests.factories.audit import make_acts, make_sealed, sealed, written
from tests.races import wait_until_someone_waits_for_a_lock

WRITERS, SEALERS = 4, 2
NUMBERS = count(1)
IMPATIENT = text("SET LOCAL lock_timeout = '2s'")


def seal_all(engine):
    with Session(engine) as session:
        while seal(session):
            session.commit()


def chain(engine):
    """The sealed subjects, of a chain that is whole."""
    with Session(engine) as session:
        chain = examine(session)
        assert chain.broken_at is None
        positions = session.scalars(select(AuditSeal.position).order_by(AuditSeal.position)).all()
        assert [*positions] == [*range(1, chain.entries + 1)]
        return sealed(session)


def test_an_entry_that_commits_late_is_sealed_after_younger_ones(committed):
    with Session(committed) as late, Session(committed) as soon:
        make_acts(late, "late")
        write(late)
        soon.execute(IMPATIENT)
        make_acts(soon, "soon")
        soon.commit()
        seal_all(committed)
        assert chain(committed) == ["soon"]
        late.commit()
    seal_all(committed)

    assert chain(committed) == ["soon", "late"]
    with Session(committed) as session:
        assert written(session) == ["late", "soon"]


def test_two_unrelated_acts_do_not_wait_for_each_other(committed):
    with Session(committed) as first, Session(committed) as second:
        [code] = issue(first, CodeKind.LOT, 1)
        make_acts(first, code)
        write(first)  # all its statements are sent; it is not committed
        second.execute(IMPATIENT)
        [other] = issue(second, CodeKind.LOT, 1)
        make_acts(second, other)
        second.commit()
        first.commit()
        assert written(second) == [code, other]


def test_an_act_recorded_before_another_row_is_touched_does_not_deadlock(committed):
    code = new_code()
    with Session(committed) as session, session.begin():
        session.add(IssuedCode(code=code, kind=CodeKind.LOT))
    row = select(IssuedCode).where(IssuedCode.code == code).with_for_update()

    def record_then_touch():
        with Session(committed) as session, session.begin():
            make_acts(session, "first")
            session.scalars(row).one()

    with ThreadPoolExecutor() as pool, Session(committed) as touching:
        touching.execute(IMPATIENT)
        touching.scalars(row).one()
        attempt = pool.submit(record_then_touch)
        wait_until_someone_waits_for_a_lock(committed)
        make_acts(touching, "second")
        touching.commit()
        attempt.result(timeout=5)

        assert sorted(written(touching)) == ["first", "second"]


def test_writers_do_not_wait_for_a_sealer(committed):
    with Session(committed) as session:
        make_sealed(session, "a")
    with Session(committed) as sealer, Session(committed) as writer:
        make_acts(writer, "b")
        writer.commit()
        assert seal(sealer) == 1
        writer.execute(IMPATIENT)
        make_acts(writer, "c")
        writer.commit()
        sealer.commit()
    seal_all(committed)

    assert chain(committed) == ["a", "b", "c"]


def test_a_second_sealer_leaves_the_work_to_the_first(committed):
    with Session(committed) as first, Session(committed) as second:
        make_acts(first, "a")
        first.commit()
        assert seal(first) == 1
        second.execute(IMPATIENT)
        assert seal(second) == 0
        second.commit()
        first.commit()
        assert seal(second) == 0

    assert chain(committed) == ["a"]


def test_what_is_sealed_leaves_the_queue(session):
    make_sealed(session, "a")

    assert session.scalar(text("SELECT count(*) FROM audit_unsealed")) == 0


def test_an_entry_queued_twice_keeps_its_one_seal(session):
    make_sealed(session, "a")
    session.execute(text("INSERT INTO audit_unsealed SELECT id FROM audit_entry"))

    assert seal(session) == 0
    assert sealed(session) == ["a"]


def test_the_job_seals_all_there_is_in_pieces(session, monkeypatch):
    monkeypatch.setattr(sealing, "PIECE", 2)
    make_acts(session, "a", "b", "c", "d", "e")
    session.commit()

    seal_entries(timestamp=0)

    assert sealed(session) == ["a", "b", "c", "d", "e"]
    assert (examine(session).broken_at, examine_unsealed(session).entries) == (None, 0)


class Scene:
    """Several writers and sealers, each on a connection of its own, moved one step at a time."""

    def __init__(self, engine):
        self.engine = engine
        self.writers = [Session(engine) for _ in range(WRITERS)]
        self.sealers = [Session(engine) for _ in range(SEALERS)]
        self.open = [[] for _ in range(WRITERS)]
        self.committed = []

    def write(self, number):
        """The entry has its id now, and may commit long after."""
        subject = f"act:{next(NUMBERS)}"
        self.writers[number].execute(IMPATIENT)
        make_acts(self.writers[number], subject)
        write(self.writers[number])
        self.open[number].append(subject)

    def commit(self, number):
        self.writers[number].commit()
        self.committed += self.open[number]
        self.open[number] = []

    def undo(self, number):
        self.writers[number].rollback()
        self.open[number] = []

    def begin_seal(self, number):
        """Seals that are not committed yet: another sealer may come now, or somebody may kill."""
        sealer = self.sealers[number % SEALERS]
        sealer.execute(IMPATIENT)
        seal(sealer)

    def seal(self, number):
        self.begin_seal(number)
        self.sealers[number % SEALERS].commit()

    def kill(self, number):
        """As the server sees a sealer that was killed: its connection is gone."""
        sealer = self.sealers[number % SEALERS]
        if not sealer.in_transaction():
            return
        pid = sealer.scalar(text("SELECT pg_backend_pid()"))
        with self.engine.connect() as connection:
            connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
        sealer.invalidate()

    def close(self):
        for number in range(WRITERS):
            self.commit(number)
        for session in (*self.writers, *self.sealers):
            session.close()


ACTIONS = ("write", "write", "commit", "undo", "begin_seal", "seal", "kill")
STEPS = st.tuples(st.sampled_from(ACTIONS), st.integers(0, WRITERS - 1))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=10, max_size=30))
def test_any_interleaving_gives_one_chain_with_every_committed_entry_once(committed, steps):
    before = chain(committed)
    scene = Scene(committed)
    try:
        for action, number in steps:
            getattr(scene, action)(number)
    finally:
        scene.close()
    seal_all(committed)

    after = chain(committed)
    assert after[: len(before)] == before
    assert sorted(after[len(before) :]) == sorted(scene.committed)
