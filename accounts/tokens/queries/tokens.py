"""Access tokens of people, and the person behind one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.people.models import Account
from accounts.sign_in.models import AccessToken
from accounts.sign_in.queries.signed_in import digest, grants_of
from core.access.actors import Actor
from core.clock import now


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """A token that holds, and the person who acts by it."""

    id: int
    actor: Actor
    used_at: datetime | None
    is_trial: bool


def token_holder(session: Session, token: str) -> TokenHolder | None:
    """None when it has ended or expired, or its person may not sign in any more."""
    row = session.execute(
        select(AccessToken, Account)
        .join(Account, Account.id == AccessToken.account_id)
        .where(
            AccessToken.token_digest == digest(token),
            AccessToken.ended_at.is_(None),
            AccessToken.expires_at > now(),
        )
    ).one_or_none()
    if row is None or not row.Account.may_sign_in:
        return None
    account: Account = row.Account
    actor = Actor(account.full_name, account.id, grants_of(session, account.id))
    return TokenHolder(row.AccessToken.id, actor, row.AccessToken.used_at, account.is_trial)


def tokens_of(session: Session, account_id: int) -> Sequence[AccessToken]:
    """Those that hold, the newest first."""
    return session.scalars(
        select(AccessToken)
        .where(
            AccessToken.account_id == account_id,
            AccessToken.ended_at.is_(None),
            AccessToken.expires_at > now(),
        )
        .order_by(AccessToken.id.desc())
    ).all()
