"""Change of legal form: the producer stays, with its products, certificates and history."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from core.jobs import queue as jobs
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.rules.states import STANDING, ApplicationStep
from marketplace.sellers.services.steps import take_step
from registry.models import Producer, Product
from registry.rules.slugs import without_accents


def take_over(session: Session, application: SellerApplication, *, actor: Actor) -> None:
    """Put a locked application under another legal form in the place of the standing one.

    Raises DecisionNotPossible when the seller is suspended: that is not shed by a new form.
    """
    standing = session.scalars(
        select(SellerApplication).where(
            SellerApplication.producer_id == application.producer_id,
            SellerApplication.state.in_(STANDING),
            SellerApplication.id != application.id,
        )
    ).one_or_none()
    if standing:
        take_step(session, standing, ApplicationStep.REPLACE, actor=actor)
    _rename(session, application, actor)


def _rename(session: Session, application: SellerApplication, actor: Actor) -> None:
    """The producer's name and form. Its identity and address stay: files and labels name them."""
    producer = session.get_one(Producer, application.producer_id)
    before = {"name": producer.name, "legal_form": producer.legal_form}
    producer.name, producer.legal_form = application.name, application.legal_form
    session.flush()
    products = session.execute(
        select(Product.id, Product.name).where(Product.producer_id == producer.id)
    ).all()
    for product_id, name in products:
        folded = without_accents(f"{name} {producer.name}".strip())
        session.execute(update(Product).where(Product.id == product_id).values(folded=folded))
    if products:
        jobs.defer(session, "product.changed", product_ids=[row.id for row in products])
    record(
        session,
        actor=actor,
        action="producer.legal_form_changed",
        subject=f"producer:{producer.id}",
        before=before,
        after={"name": producer.name, "legal_form": producer.legal_form},
    )
