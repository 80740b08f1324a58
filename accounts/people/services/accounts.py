"""Making an account."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from accounts.people.errors import IdentifierTaken
from accounts.people.models import Account
from accounts.people.rules.identifiers import Identifier
from accounts.people.services.passwords import check_password, hash_password
from core.access.actors import Actor
from core.access.names import check_person_name
from core.audit.entries import record
from core.clock import now


def create_account(
    session: Session,
    identifier: Identifier,
    *,
    full_name: str,
    password: str | None,
    actor: Actor,
    is_trial: bool = False,
) -> Account:
    """Make a confirmed account. Raises PasswordRefused, IdentifierTaken."""
    if password is not None:
        check_password(password, str(identifier), full_name)
        password = hash_password(password)
    return open_account(
        session,
        identifier,
        full_name=full_name,
        password_hash=password,
        actor=actor,
        is_trial=is_trial,
    )


def open_account(
    session: Session,
    identifier: Identifier,
    *,
    full_name: str,
    password_hash: str | None,
    actor: Actor | None,
    is_trial: bool = False,
) -> Account:
    """The same for a password that was hashed before; no actor: the person themselves.

    Of two at once for one identifier the second waits, and is then refused. Raises IdentifierTaken,
    and NameReserved for the name of a program.
    """
    check_person_name(full_name)
    number = session.scalar(
        insert(Account)
        .values(
            email=identifier.email,
            phone=identifier.phone,
            full_name=full_name,
            password_hash=password_hash,
            is_trial=is_trial,
            confirmed_at=now(),
        )
        .on_conflict_do_nothing()
        .returning(Account.id)
    )
    if number is None:
        raise IdentifierTaken
    record(
        session,
        actor=actor or Actor(full_name, number),
        action="account.created",
        subject=f"account:{number}",
    )
    return session.get_one(Account, number)
