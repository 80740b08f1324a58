"""Making accounts, also two at once for one person."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.people.errors import IdentifierTaken, PasswordRefused
from accounts.people.models import Account
from accounts.people.rules.identifiers import Identifier
from accounts.people.services.accounts import create_account
from core.audit.entries import AuditEntry
from tests.factories.people import SETTING_UP
from tests.races import wait_until_someone_waits_for_a_lock

MAI = Identifier(email="mai@example.vn")


def create(session, password="mot-mat-khau-dai"):
    return create_account(
        session, MAI, full_name="Nguyễn Thị Mai", password=password, actor=SETTING_UP
    )


def test_an_account_is_confirmed_and_on_record(session):
    account = create(session)
    session.commit()

    assert account.may_sign_in
    assert account.password_hash.startswith("$argon2id$")
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject) == ("account.created", f"account:{account.id}")


def test_an_identifier_has_one_account(session):
    create(session)

    with pytest.raises(IdentifierTaken):
        create(session)
    assert session.scalar(select(func.count(Account.id))) == 1


def test_a_bad_password_makes_no_account(session):
    with pytest.raises(PasswordRefused) as refused:
        create(session, "short")

    assert refused.value.facts == {"fault": "short"}
    assert session.scalar(select(func.count(Account.id))) == 0


def test_of_two_at_once_one_gets_the_account(committed):
    def second():
        with Session(committed) as session, session.begin():
            create(session)

    with ThreadPoolExecutor(1) as pool, Session(committed) as session:
        create(session)
        other = pool.submit(second)
        wait_until_someone_waits_for_a_lock(committed)
        session.commit()
        with pytest.raises(IdentifierTaken):
            other.result()
        assert session.scalar(select(func.count(Account.id))) == 1
