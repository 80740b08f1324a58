"""Signing up: nothing is made before the code that was sent comes back."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.confirmation.rules.codes import CodePurpose
from accounts.confirmation.services.codes import CodeRequest, Redemption, redeem, send_code
from accounts.consents.services.consents import give_consents_of_an_account
from accounts.people.queries.accounts import account_of
from accounts.people.rules.identifiers import Identifier
from accounts.people.services.accounts import open_account
from accounts.people.services.passwords import hash_password
from core.access.actors import Actor


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What somebody who signs up has typed, checked."""

    identifier: Identifier
    full_name: str
    password: str
    language: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of the code of somebody who signs up: an account, or a refusal."""

    account_id: int | None
    redemption: Redemption


def ask_to_sign_up(session: Session, person: NewPerson, *, source: str) -> str:
    """Send a code; returns the token that the browser is to hold. Raises TooManyAttempts.

    Whoever has an account gets a notice in the place of a code: the answer here, and the work done
    for it, are the same, so that nobody learns who has one.
    """
    hashed = hash_password(person.password)  # before the transaction begins
    known = account_of(session, person.identifier)
    return send_code(
        session,
        CodeRequest(
            CodePurpose.SIGN_UP,
            event="accounts.sign_up_known" if known else "accounts.sign_up_code",
            recipient=person.identifier,
            language=person.language,
            source=source,
            account_id=known.id if known else None,
            full_name=person.full_name,
            password_hash=hashed,
        ),
    )


def confirm_sign_up(session: Session, token: str, typed: str) -> Arrival:
    """Make the account of whoever typed the right code; a wrong try is counted.

    Raises IdentifierTaken: somebody has signed up with it meanwhile, or had before.
    """
    redemption = redeem(session, token, CodePurpose.SIGN_UP, typed)
    confirmed = redemption.confirmation
    if confirmed is None:
        return Arrival(None, redemption)
    if redemption.is_repeated:
        return Arrival(confirmed.account_id, redemption)
    account = open_account(
        session,
        confirmed.recipient,
        full_name=confirmed.full_name or "",
        password_hash=confirmed.password_hash,
        actor=None,
    )
    account.language = confirmed.language
    confirmed.account_id = account.id
    actor = Actor(account.full_name, account.id)
    give_consents_of_an_account(session, account.id, actor=actor)
    return Arrival(account.id, redemption)
