"""Looking accounts up."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.people.models import Account
from accounts.people.rules.identifiers import Identifier, read_identifier


def account_of(session: Session, identifier: Identifier) -> Account | None:
    if identifier.email:
        return session.scalar(select(Account).where(Account.email == identifier.email))
    return session.scalar(select(Account).where(Account.phone == identifier.phone))


def account_typed(session: Session, typed: str) -> Account | None:
    """The account of what somebody typed as identifier, if there is one."""
    identifier = read_identifier(typed)
    return account_of(session, identifier) if identifier else None
