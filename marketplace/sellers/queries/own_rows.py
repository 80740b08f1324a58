"""What applications keep of one person, for the file that everybody can ask for."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.privacy.rules.own_rows import OwnRows
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.rules.facts import ApplicationFacts

FACTS = tuple(ApplicationFacts.__dataclass_fields__)


def own_application_rows(session: Session, account_id: int) -> OwnRows:
    columns = (*FACTS, "id", "kind", "state", "created_at", "submitted_at")
    own = (
        select(*(getattr(SellerApplication, name) for name in columns))
        .where(SellerApplication.applicant_id == account_id)
        .order_by(SellerApplication.id)
    )
    return [dict(row) for row in session.execute(own).mappings()]
