"""`flask users …`: the words, the exit status, and what is on record afterwards."""

import json

import pytest
from sqlalchemy import func, select

from accounts.people.models import Account, RoleGrant
from accounts.people.queries.accounts import account_typed
from accounts.people.services.passwords import is_password
from accounts.sign_in.queries.signed_in import signed_in
from accounts.sign_in.services.sessions import begin_session
from core.access.roles import Role, Scope, ScopeKind
from core.audit.entries import AuditEntry
from tests.factories.catalogue import make_producer
from tests.factories.people import make_account

MAI = "mai@example.vn"


@pytest.fixture
def run(app, session):
    def invoke(*words, typed=None):
        session.commit()
        return app.test_cli_runner().invoke(args=["users", *words], input=typed)

    return invoke


def rows(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_an_account_is_made_confirmed_with_role_scope_and_password(run, session):
    producer = make_producer(session)

    made = run(
        "create", "0912 345 678", "--role", "producer_owner", "--scope",
        f"producer:{producer.slug}", "--password-stdin", typed="lúa mới về làng\n",
    )  # fmt: skip

    account = account_typed(session, "+84912345678")
    grant = session.scalars(select(RoleGrant)).one()
    assert (made.exit_code, account.may_sign_in) == (0, True)
    assert is_password("lúa mới về làng", account.password_hash)
    assert (grant.account_id, grant.role) == (account.id, "producer_owner")
    assert grant.producer_id == producer.id


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["nobody", "--role", "operator"], 2),
        ([MAI, "--role", "anonymous"], 2),
        ([MAI], 2),
        ([MAI, "--role", "producer_owner"], 2),
        ([MAI, "--role", "operator", "--scope", "province:01"], 2),
        ([MAI, "--role", "consumer", "--scope", "province:01"], 2),
        ([MAI, "--role", "province_officer", "--scope", "province"], 2),
        ([MAI, "--role", "province_officer", "--scope", "province:99"], 1),
        (["an@example.vn", "--role", "operator"], 1),
    ],
)
def test_what_cannot_be_made_leaves_nothing(run, session, words, status):
    make_account(session, email="an@example.vn")

    refused = run("create", *words)

    assert refused.exit_code == status, refused.output
    assert (rows(session, Account), rows(session, RoleGrant)) == (1, 0)


def test_everybody_is_listed_with_roles_as_they_are_written(run, session):
    producer = make_producer(session)
    make_account(session, Role.PRODUCER_STAFF, Scope(ScopeKind.PRODUCER, producer.id), email=MAI)
    make_account(session, Role.OPERATOR, email="an@example.vn", full_name="An", is_trial=True)

    mai, an = json.loads(run("list", "--json").stdout)

    assert (mai["identifier"], mai["name"]) == (MAI, "Nguyễn Thị Mai")
    assert mai["roles"] == [
        {"role": "consumer", "scope": None},
        {"role": "producer_staff", "scope": {"kind": "producer", "id": producer.slug}},
    ]
    assert an["roles"][1] == {"role": "operator", "scope": None}
    assert (an["confirmed"], an["locked"], an["trial"]) == (True, False, True)


def test_a_role_is_given_and_taken_and_both_are_on_record(run, session):
    make_account(session, email=MAI)

    words = ("role", MAI, "province_officer", "--scope", "province:01", "--actor", "Trần An")
    given, again, taken = run(*words), run(*words), run(*words, "--remove")

    acts = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [each.exit_code for each in (given, again, taken)] == [0, 0, 0]
    assert "nothing to do" in again.stdout
    assert [(act.actor, act.action) for act in acts] == [
        ("Trần An", "role.given"),
        ("Trần An", "role.taken"),
    ]
    assert session.scalars(select(RoleGrant)).one().ended_at


def test_whoever_is_locked_is_signed_out_for_good(run, session):
    account = make_account(session, email=MAI)
    token = begin_session(session, account.id, device="")

    locked = run("lock", MAI)
    assert locked.exit_code == 0
    assert not account_typed(session, MAI).may_sign_in

    assert run("unlock", MAI).exit_code == 0
    assert account_typed(session, MAI).may_sign_in
    assert signed_in(session, token) is None


@pytest.mark.parametrize("words", [["lock"], ["unlock"]])
def test_who_is_not_there_can_be_neither_locked_nor_unlocked(run, words):
    assert run(*words, "ai@example.vn").exit_code == 1
