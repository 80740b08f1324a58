"""The application runs as a role that owns nothing: it does its work, and no more."""

import os
from datetime import date

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from certification.certificates.rules.acts.act import Act
from certification.certificates.rules.events import EventKind
from certification.certificates.services.recording import record_event
from config import ROOT
from core.access.actors import Actor
from core.audit.checking import examine, examine_unsealed
from core.audit.sealing import seal
from core.db.administration import roles
from core.db.administration.embedded import EmbeddedPostgres
from core.db.sessions import driver_url
from tests.databases import copied_database
from tests.factories.catalogue import make_certified

TODAY = date(2026, 11, 24)
OFFICIAL = ("audit_entry", "audit_seal", "certificate_event")


@pytest.fixture(scope="module")
def urls(database_url, worker_id):
    """A database of our own: the address of its owner, and that of a role that is not there yet."""
    server = EmbeddedPostgres(ROOT / "var" / "test-postgres")
    name, role = f"roles_{worker_id}_{os.getpid()}", f"runtime_{worker_id}_{os.getpid()}"
    with copied_database(name) as owner:
        yield owner, make_url(owner).set(username=role).render_as_string(hide_password=False)
    with psycopg.connect(server.url("postgres"), autocommit=True) as admin:
        admin.execute(f'DROP ROLE IF EXISTS "{role}"')


@pytest.fixture(scope="module")
def runtime(urls):
    roles.grant_runtime(*urls)
    roles.grant_runtime(*urls)  # as at every start
    return urls[1]


def test_it_does_all_the_work_of_an_act(runtime):
    engine = create_engine(driver_url(runtime))
    act = Act(kind=EventKind.REVOKED, on=TODAY, reason="c")

    with Session(engine) as session:
        _, certificate = make_certified(session, on=date(2025, 3, 15))
        record_event(session, certificate.code, act, actor=Actor("officer"), today=TODAY)
        session.commit()
        seal(session)
        session.commit()

        assert examine(session).entries == 1
        assert examine_unsealed(session).entries == 0
        jobs = session.execute(text("DELETE FROM procrastinate_jobs RETURNING task_name"))
        assert jobs.scalars().all() == ["product.changed"]
    engine.dispose()


@pytest.mark.parametrize("table", OFFICIAL)
@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE {} CASCADE", "DELETE FROM {}", "ALTER TABLE {} DISABLE TRIGGER append_only",
        "DROP TABLE {} CASCADE",
    ],
)  # fmt: skip
def test_it_can_neither_empty_what_is_official_nor_unguard_it(runtime, table, statement):
    with psycopg.connect(runtime) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement.format(table))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)", "SET session_replication_role = replica",
        "UPDATE alembic_version SET version_num = '0001'",
    ],
)  # fmt: skip
def test_it_leaves_the_schema_alone(runtime, statement):
    with psycopg.connect(runtime) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement)


@pytest.mark.parametrize("table", OFFICIAL)
def test_the_owner_cannot_empty_what_is_official_either_by_mistake(urls, table):
    with (
        psycopg.connect(urls[0]) as connection,
        pytest.raises(errors.RestrictViolation, match="append-only"),
    ):
        connection.execute(f"TRUNCATE {table} CASCADE")


def test_a_public_site_does_not_start_as_owner(urls, runtime):
    owner, away = urls[0], "postgresql://127.0.0.1:1/nothing"

    refusal = roles.refusal_of(owner, is_public=True)

    assert refusal is not None
    assert refusal.startswith("DATABASE_URL names the owner of the tables")
    assert roles.refusal_of(runtime, is_public=True) is None
    assert roles.refusal_of(owner, is_public=False) is None
    assert roles.refusal_of(away, is_public=True) is None


def test_an_owner_who_may_make_no_roles_is_told_in_one_line(urls, runtime):
    nobody = make_url(runtime).set(username="nobody_there").render_as_string(hide_password=False)

    with pytest.raises(roles.NoRuntimeRole, match=r"^The role nobody_there is not there and"):
        roles.grant_runtime(runtime, nobody)
