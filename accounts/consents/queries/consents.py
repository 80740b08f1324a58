"""The consents of a person that hold."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.consents.models import Consent
from accounts.consents.rules.purposes import ConsentPurpose


def purposes_agreed_to(session: Session, account_id: int) -> set[ConsentPurpose]:
    rows = session.scalars(
        select(Consent.purpose).where(
            Consent.account_id == account_id, Consent.withdrawn_at.is_(None)
        )
    )
    return {ConsentPurpose(row) for row in rows}
