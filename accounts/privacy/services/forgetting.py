"""Deleting what accounts keep of one person and need not keep longer."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from accounts.second_factor.services.factors import forget_factors
from accounts.sign_in.models import AccessToken, SignIn


def sign_ins(session: Session, account_id: int) -> None:
    session.execute(delete(SignIn).where(SignIn.account_id == account_id))


def second_factors(session: Session, account_id: int) -> None:
    forget_factors(session, account_id)


def tokens(session: Session, account_id: int) -> None:
    session.execute(delete(AccessToken).where(AccessToken.account_id == account_id))
