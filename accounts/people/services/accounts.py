"""Making an account."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts.people.errors import IdentifierTaken
from accounts.people.models import Account
from accounts.people.rules.identifiers import Identifier
from accounts.people.services.passwords import hash_password
from core.access.actors import Actor
from core.audit.entries import record


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an account is made of; without `confirmed_at` nobody can sign in yet."""

    identifier: Identifier
    full_name: str
    password: str | None = None
    language: str = "vi"
    is_trial: bool = False
    confirmed_at: datetime | None = None


def create_account(session: Session, new: NewAccount, *, actor: Actor) -> Account:
    """Raises IdentifierTaken, also when somebody else makes the same account meanwhile."""
    account = Account(
        email=new.identifier.email,
        phone=new.identifier.phone,
        full_name=new.full_name,
        password_hash=hash_password(new.password) if new.password else None,
        language=new.language,
        is_trial=new.is_trial,
        confirmed_at=new.confirmed_at,
    )
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError as error:
        raise IdentifierTaken from error
    record(session, actor=actor, action="account.created", subject=f"account:{account.id}")
    return account
