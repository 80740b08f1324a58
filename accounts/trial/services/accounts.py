"""Accounts by which every role can be tried: made for a trial run, and taken away with it."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from accounts.people.models import Account
from accounts.people.queries.accounts import account_of
from accounts.people.queries.scopes import keys_of
from accounts.people.rules.identifiers import Identifier
from accounts.people.services.accounts import create_account
from accounts.people.services.grants import give_role
from accounts.people.services.passwords import hash_password, is_password
from accounts.privacy.services.erasure import erase_account
from accounts.privacy.services.holdings import Holdings
from accounts.trial.queries.seats import seats
from accounts.trial.rules import PEOPLE, TrialPerson
from accounts.trial.services.keys import TrialKey, TrialKeys, new_password
from core.access.actors import DEMONSTRATING
from core.access.roles import Grant, Role, Scope


def make_trial_accounts(session: Session, keys: TrialKeys) -> int:
    """Make those that are missing; returns how many. None beside accounts that people made.

    The file is written first: an account whose password nobody knows would be of no use.
    """
    if not keys.allowed or _has_people(session):
        return 0
    places = seats(session)
    people = [(person, places[person.seat]) for person in PEOPLE if person.seat in places]
    known = keys.passwords()
    passwords = {person.email: known.get(person.email) or new_password() for person, _ in people}
    written = keys_of(session, (scope for _, scope in people))
    lines = [
        TrialKey(person.role, person.email, passwords[person.email], _words(scope, written))
        for person, scope in people
    ]
    keys.write(lines)
    return sum(_make(session, person, passwords[person.email], scope) for person, scope in people)


def remove_trial_accounts(session: Session, keys: TrialKeys, holdings: Holdings) -> int:
    """Take them all away; what they did stays on record. Returns how many there were."""
    accounts = session.scalars(
        select(Account).where(Account.is_trial, Account.deleted_at.is_(None)).order_by(Account.id)
    ).all()
    for account in accounts:
        erase_account(session, account, holdings, actor=DEMONSTRATING)
    keys.forget()
    return len(accounts)


def _has_people(session: Session) -> bool:
    people = select(Account.id).where(Account.is_trial.is_(False), Account.deleted_at.is_(None))
    return bool(session.scalar(select(exists(people))))


def _make(session: Session, person: TrialPerson, password: str, scope: Scope) -> bool:
    """Returns whether it was not there before; one whose password was lost gets the new one."""
    identifier = Identifier(email=person.email)
    if account := account_of(session, identifier):
        if not is_password(password, account.password_hash):
            account.password_hash = hash_password(password)
        return False
    account = create_account(
        session,
        identifier,
        full_name=person.name,
        password=password,
        actor=DEMONSTRATING,
        is_trial=True,
    )
    if person.role is not Role.CONSUMER:
        give_role(session, account.id, Grant(person.role, scope), actor=DEMONSTRATING)
    return True


def _words(scope: Scope, written: dict[Scope, str]) -> str | None:
    return f"{scope.kind}:{written[scope]}" if scope in written else None
