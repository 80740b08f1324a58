"""Forgetting, by themselves, things about people that are no longer needed."""

from datetime import timedelta

from sqlalchemy import Executable, delete, or_
from sqlalchemy.orm import Session

from accounts.consents.models import Consent
from accounts.people.models import Account
from accounts.second_factor.models import PasskeyChallenge
from accounts.sign_in.models import AccessToken, SignIn
from accounts.sign_in.queries.signed_in import LIFE
from core.clock import now

SESSIONS = TOKENS = timedelta(days=90)  # after their end: to look into a theft of one
CHALLENGES = timedelta(minutes=10)
CONSENTS = timedelta(days=5 * 366)  # after the account is deleted


def forget_old(session: Session) -> int:
    """Returns how many rows went."""
    return sum(len(session.execute(each).all()) for each in _due())


def _due() -> list[Executable]:
    at = now()
    gone = Account.deleted_at < at - CONSENTS
    return [
        delete(SignIn)
        .where(or_(SignIn.ended_at < at - SESSIONS, SignIn.seen_at < at - LIFE - SESSIONS))
        .returning(SignIn.id),
        delete(AccessToken)
        .where(or_(AccessToken.ended_at < at - TOKENS, AccessToken.expires_at < at - TOKENS))
        .returning(AccessToken.id),
        delete(PasskeyChallenge)
        .where(PasskeyChallenge.created_at < at - CHALLENGES)
        .returning(PasskeyChallenge.challenge),
        delete(Consent).where(Consent.account_id == Account.id, gone).returning(Consent.id),
    ]
