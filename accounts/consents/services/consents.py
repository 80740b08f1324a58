"""Giving a consent, and withdrawing it."""

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from accounts.consents.models import Consent
from accounts.consents.rules.purposes import OF_AN_ACCOUNT, VERSIONS, ConsentPurpose
from core.access.actors import Actor
from core.audit.entries import record
from core.clock import now


def give_consent(
    session: Session, account_id: int, purpose: ConsentPurpose, *, actor: Actor
) -> bool:
    """To the words of today; returns whether it was not given before."""
    version = VERSIONS[purpose]
    given = session.scalar(
        insert(Consent)
        .values(account_id=account_id, purpose=purpose, version=version)
        .on_conflict_do_nothing()
        .returning(Consent.id)
    )
    if given is not None:
        _put_on_record(session, "consent.given", account_id, purpose, actor)
    return given is not None


def withdraw_consent(
    session: Session, account_id: int, purpose: ConsentPurpose, *, actor: Actor
) -> bool:
    """In whatever version; returns whether there was one."""
    withdrawn = session.scalars(
        update(Consent)
        .where(
            Consent.account_id == account_id,
            Consent.purpose == purpose,
            Consent.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now())
        .returning(Consent.id)
    ).all()
    if withdrawn:
        _put_on_record(session, "consent.withdrawn", account_id, purpose, actor)
    return bool(withdrawn)


def _put_on_record(
    session: Session, action: str, account_id: int, purpose: ConsentPurpose, actor: Actor
) -> None:
    record(
        session,
        actor=actor,
        action=action,
        subject=f"account:{account_id}",
        purpose=purpose,
        version=VERSIONS[purpose],
    )


def give_consents_of_an_account(session: Session, account_id: int, *, actor: Actor) -> None:
    """Those that whoever signs up is told of above the button they press."""
    for purpose in OF_AN_ACCOUNT:
        give_consent(session, account_id, purpose, actor=actor)
