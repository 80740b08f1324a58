"""People with roles, and browsers that are signed in, in as few words as a test needs."""

from datetime import timedelta
from itertools import count

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from accounts.delegation.models import Delegation
from accounts.delegation.rules.consent import TEXT_VERSION
from accounts.people.models import Account
from accounts.people.services.grants import give_role
from accounts.sign_in.models import SignIn
from accounts.sign_in.rules.stages import NEED_SECOND_FACTOR
from accounts.sign_in.services.sessions import begin_session
from accounts.sign_in.views.cookie import PLAIN
from core.access.actors import Actor
from core.access.roles import WHOLE, Grant, Role, Scope, ScopeKind
from core.clock import now, today
from registry.models import Producer

SETTING_UP = Actor("test")
_numbers = count(1)


def make_account(
    session: Session, role: Role | None = None, scope: Scope = WHOLE, **facts: object
) -> Account:
    """A person who may sign in, with a role if one is named; without a password.

    Whose role asks for a second factor has one, without an app behind it.
    """
    values: dict[str, object] = {
        "email": f"nguoi-{next(_numbers)}@example.vn",
        "full_name": "Nguyễn Thị Mai",
        "confirmed_at": now(),
    }
    if role in NEED_SECOND_FACTOR:
        values["second_factor_since"] = now()
    account = Account(**(values | facts))
    session.add(account)
    session.flush()
    if role:
        give_role(session, account.id, Grant(role, scope), actor=SETTING_UP)
    return account


def make_delegation(
    session: Session,
    producer: Producer,
    delegate: Account,
    role: Role = Role.PRODUCER_STAFF,
    **facts: object,
) -> Delegation:
    """The consent of a producer's owner, for as long as tests last."""
    owner = make_account(session, Role.PRODUCER_OWNER, Scope(ScopeKind.PRODUCER, producer.id))
    values: dict[str, object] = {
        "producer_id": producer.id,
        "delegate_id": delegate.id,
        "role": role,
        "from_on": today(),
        "until_on": today() + timedelta(days=30),
        "text_version": TEXT_VERSION,
        "given_by_id": owner.id,
        "given_by": owner.full_name,
    }
    delegation = Delegation(**(values | facts))
    session.add(delegation)
    session.flush()
    return delegation


def signed_in(app: Flask, session: Session, account: Account) -> FlaskClient:
    """A browser of this person, all steps taken, whose requests come from pages of ours."""
    client = app.test_client()
    client.set_cookie(PLAIN, begin_session(session, account.id, device="Firefox"))
    if account.second_factor_since:
        own = SignIn.account_id == account.id
        session.execute(update(SignIn).where(own).values(second_factor_at=now()))
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    session.commit()
    return client
