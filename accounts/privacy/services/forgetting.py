"""Deleting what accounts keep of one person and need not keep longer."""

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from accounts.delegation.models import Delegation
from accounts.people.models import NOBODY
from accounts.second_factor.services.factors import forget_factors
from accounts.sign_in.models import AccessToken, SignIn
from core.clock import now


def sign_ins(session: Session, account_id: int) -> None:
    session.execute(delete(SignIn).where(SignIn.account_id == account_id))


def second_factors(session: Session, account_id: int) -> None:
    forget_factors(session, account_id)


def tokens(session: Session, account_id: int) -> None:
    session.execute(delete(AccessToken).where(AccessToken.account_id == account_id))


def delegations(session: Session, account_id: int) -> None:
    """Whoever is gone acts for nobody any more; that they did stays on record."""
    session.execute(
        update(Delegation)
        .where(Delegation.delegate_id == account_id, Delegation.ended_at.is_(None))
        .values(ended_at=now(), ended_by=NOBODY)
    )
