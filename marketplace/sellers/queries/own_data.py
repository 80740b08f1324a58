"""What is kept of a person who applied to sell here."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.sellers.models.applications import SellerApplication


def own_applications(session: Session, account_id: int) -> Sequence[Mapping[str, object]]:
    applications = session.scalars(
        select(SellerApplication)
        .where(SellerApplication.applicant_id == account_id)
        .order_by(SellerApplication.id)
    )
    columns = SellerApplication.__table__.columns.keys()
    return [{name: getattr(each, name) for name in columns} for each in applications]
