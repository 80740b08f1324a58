"""Notices to sellers: what was decided about them, in the transaction of the decision."""

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
    person = session.get_one(Account, application.applicant_id)
    letter = Letter(
        event=event,
        key=f"{event}:{application.id}:{application.revision}:{step}",
        facts={"step": step, "name": application.name, "reason": reason, **facts},
    )
    notify(session, person, letter)
