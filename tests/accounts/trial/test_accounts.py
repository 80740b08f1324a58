"""Accounts of a trial run: one for each role, with passwords in a file of its starter alone."""

import json
import stat

import pytest
from sqlalchemy import select

from accounts.people.models import Account, RoleGrant
from accounts.people.queries.accounts import account_typed
from accounts.people.services.passwords import is_password
from accounts.privacy.services.holdings import Holdings
from accounts.trial.services.accounts import make_trial_accounts, remove_trial_accounts
from accounts.trial.services.keys import TrialKeys
from core.access.roles import Role
from registry.models import Commune, Producer
from tests.factories.catalogue import make_producer, make_product
from tests.factories.people import make_account


@pytest.fixture
def keys(tmp_path):
    return TrialKeys(tmp_path / "demo-accounts", allowed=True)


@pytest.fixture
def producers(session):
    """A household and a co-operative with several products, in two provinces."""
    made = {}
    for form, province in (("household", "Hà Tĩnh"), ("cooperative", "Thái Nguyên")):
        producer = make_producer(session, form, province)
        producer.legal_form = form
        commune = session.scalars(
            select(Commune).where(Commune.province_id == producer.province_id).limit(1)
        ).one()
        for number in range(3):
            make_product(
                session, f"{form} {number}", producer=producer, commune_id=commune.id,
                province=province,
            )  # fmt: skip
        made[form] = producer
    return made


def lines(keys):
    return [json.loads(line) for line in keys.path.read_text().splitlines()]


def test_every_role_can_be_tried_with_its_line_of_the_file(session, keys, producers):
    assert make_trial_accounts(session, keys) == 14

    written = lines(keys)
    assert {line["role"] for line in written} == set(Role) - {Role.ANONYMOUS}
    assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600
    for line in written:
        account = account_typed(session, line["identifier"])
        assert account.is_trial
        assert account.may_sign_in
        assert is_password(line["password"], account.password_hash)


def test_producers_and_two_sides_of_a_border_are_those_of_the_catalogue(session, keys, producers):
    make_trial_accounts(session, keys)

    owners = [line["scope"] for line in lines(keys) if line["role"] == "producer_owner"]
    officers = [line["scope"] for line in lines(keys) if line["role"] == "province_officer"]
    assert owners == [f"producer:{producers[form].slug}" for form in ("household", "cooperative")]
    assert len(officers) == 3
    assert len(set(officers)) == 2


def test_a_second_time_changes_nothing(session, keys, producers):
    make_trial_accounts(session, keys)
    before = keys.path.read_bytes()

    assert make_trial_accounts(session, keys) == 0
    assert keys.path.read_bytes() == before


def test_a_lost_file_is_made_anew_with_passwords_that_hold(session, keys, producers):
    make_trial_accounts(session, keys)
    keys.path.write_text("{")

    make_trial_accounts(session, keys)

    first = lines(keys)[0]
    account = account_typed(session, first["identifier"])
    assert is_password(first["password"], account.password_hash)


def test_none_is_made_beside_people_or_where_strangers_come(session, keys, producers):
    assert make_trial_accounts(session, TrialKeys(keys.path, allowed=False)) == 0

    make_account(session)
    assert make_trial_accounts(session, keys) == 0
    assert not keys.path.exists()
    assert session.scalars(select(Account).where(Account.is_trial)).all() == []


def test_they_are_taken_away_with_their_roles_and_can_be_made_again(session, keys, producers):
    make_trial_accounts(session, keys)
    person = make_account(session)

    assert remove_trial_accounts(session, keys, Holdings()) == 14

    assert not keys.path.exists()
    assert session.scalars(select(RoleGrant).where(RoleGrant.ended_at.is_(None))).all() == []
    assert person.may_sign_in
    assert make_trial_accounts(session, keys) == 0  # beside a person
    person.is_trial = True
    assert make_trial_accounts(session, keys) == 14


def test_without_a_catalogue_there_are_roles_without_producers(session, keys):
    assert session.scalars(select(Producer)).all() == []

    make_trial_accounts(session, keys)

    assert [line["role"] for line in lines(keys)] == [
        "consumer",
        "province_officer",
        "operator",
        "operator",
        "auditor",
    ]
