"""The sessions of one person, newest use first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.sign_in.models import SignIn
from accounts.sign_in.queries.signed_in import LIFE
from accounts.sign_in.rules.devices import device_of
from core.clock import now


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A browser that is signed in."""

    id: int
    device: str  # empty where it does not say
    created_at: datetime
    seen_at: datetime


def sessions_of(session: Session, account_id: int) -> Sequence[OwnSession]:
    rows = session.scalars(
        select(SignIn)
        .where(
            SignIn.account_id == account_id,
            SignIn.ended_at.is_(None),
            SignIn.seen_at > now() - LIFE,
        )
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )
    return [
        OwnSession(row.id, str(device_of(row.device)), row.created_at, row.seen_at) for row in rows
    ]
