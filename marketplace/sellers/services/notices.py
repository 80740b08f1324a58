"""Notices to sellers: what was decided about them, in the transaction of the decision."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from accounts.messages.services.writing import Letter, notify
from accounts.people.models import Account
from marketplace.sellers.models.applications import SellerApplication

DECIDED = "marketplace.application_decided"
ACCOUNT_CHANGED = "marketplace.bank_account_changed"
CLOSING = "marketplace.seller_closing"


def give_notice(
    session: Session,
    application: SellerApplication,
    event: str,
    *,
    step: str,
    reason: str = "",
    **facts: str,
) -> None:
    """Tell the applicant once what happened.

    `event` names the wording, `step` which of the things it is about; the revision of the
    application makes two of them two.
    """
    key = f"{event}:{application.id}:{application.revision}:{step}"
    words = {"step": str(step), "name": application.name, "reason": reason, **facts}
    person = session.get_one(Account, application.applicant_id)
    notify_person(session, person, event, key, words)


def notify_person(
    session: Session, person: Account, event: str, key: str, facts: Mapping[str, str]
) -> None:
    """`key` names what it is about: of what happens twice one is told once."""
    notify(session, person, Letter(event=event, key=key, facts=dict(facts)))
