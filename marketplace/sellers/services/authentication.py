"""What the electronic authentication says of a seller, kept as the check of its item."""

from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.errors import NotFound
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.rules.authentication import SellerIdentity
from marketplace.sellers.rules.checklist import ChecklistItem, Outcome
from marketplace.sellers.services.checks import ItemCheck, set_outcome

AUTHENTICATING = Actor("electronic authentication")


def identity_of(session: Session, application_id: int) -> SellerIdentity:
    """Raises NotFound."""
    application = session.get(SellerApplication, application_id)
    if application is None:
        raise NotFound
    return SellerIdentity(
        personal_id=application.personal_id,
        tax_code=application.tax_code,
        name=application.name,
        representative=application.representative,
    )


def keep_authentication(session: Session, application_id: int, seller: SellerIdentity) -> bool:
    """Verify the item, unless the application names somebody else by now."""
    application = session.get(
        SellerApplication, application_id, with_for_update=True, populate_existing=True
    )
    if application is None or identity_of(session, application_id) != seller:
        return False
    check = ItemCheck(ChecklistItem.ELECTRONIC_AUTHENTICATION, Outcome.VERIFIED)
    set_outcome(session, application, check, actor=AUTHENTICATING)
    return True
