"""Change of legal form: the producer stays, with its products, certificates and history."""

from dataclasses import asdict, replace

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from core.errors import NotFound
from core.jobs import queue as jobs
from marketplace.sellers.errors import DecisionNotPossible, OneAtATime
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.rules.bank_accounts import AccountState
from marketplace.sellers.rules.states import (
    STANDING,
    ApplicationKind,
    ApplicationState,
    ApplicationStep,
)
from marketplace.sellers.services.steps import subject_of, take_step
from registry.models import Producer, Product
from registry.rules.slugs import without_accents


def begin_conversion(session: Session, application_id: int, *, actor: Actor) -> SellerApplication:
    """Open an application of the same producer under another legal form, with what is known of it.

    Raises NotFound, DecisionNotPossible for who is no seller, and OneAtATime while this person has
    another application open.
    """
    standing = session.get(SellerApplication, application_id, with_for_update=True)
    if standing is None:
        raise NotFound
    if standing.state != ApplicationState.APPROVED:
        raise DecisionNotPossible(state=standing.state, application=standing.id)
    values = asdict(replace(standing.facts, legal_form="", proof=""))
    begun: SellerApplication | None = session.scalar(
        insert(SellerApplication)
        .values(
            applicant_id=actor.account_id,
            kind=ApplicationKind.CONVERSION,
            state=ApplicationState.DRAFT,
            producer_id=standing.producer_id,
            revision=1,
            **values,
        )
        .on_conflict_do_nothing()
        .returning(SellerApplication)
    )
    if begun is None:
        raise OneAtATime
    subject = subject_of(begun)
    record(session, actor=actor, action="application.conversion_begun", subject=subject)
    return begun


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
        session.execute(
            update(BankAccount)
            .where(
                BankAccount.application_id == standing.id,
                BankAccount.state == AccountState.CURRENT,
            )
            .values(application_id=application.id)
        )
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
