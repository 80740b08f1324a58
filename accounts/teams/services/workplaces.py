"""Choosing at whose desk one works."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from accounts.teams.models import WorkplaceChoice


def choose_workplace(session: Session, account_id: int, producer_id: int) -> None:
    """Remember it for this person. The caller knows that they belong there."""
    choice = insert(WorkplaceChoice).values(account_id=account_id, producer_id=producer_id)
    session.execute(
        choice.on_conflict_do_update(
            index_elements=[WorkplaceChoice.account_id], set_={"producer_id": producer_id}
        )
    )
