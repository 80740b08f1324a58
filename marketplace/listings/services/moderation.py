"""Moderation of listings: decisions about submitted revisions, and what each brings about."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from core.jobs import queue as jobs
from marketplace.listings.errors import ModerationReasonRequired, OwnRevision, RevisionDecided
from marketplace.listings.models import Listing, ListingRevision
from marketplace.listings.rules.states import (
    ModerationDecision,
    RevisionState,
    state_after,
)
from marketplace.listings.services.revisions import locked_listing
from marketplace.listings.services.takedown import suspend_listing
from marketplace.offers.services.changing import Offered, attach_product
from marketplace.photographs.services.showing import show_photographs
from registry.models import Product
from registry.rules.prints import GROUP_PRINTS
from registry.rules.product_sets import GROUPS, group_of_slug
from registry.services.products import NewProduct, add_product, rename_product

# What tells packages above, and messages to the seller, how it went.
DECIDED = "listing.decided"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an operator decides about one revision, and why."""

    decision: ModerationDecision
    reason: str = ""


def decide(
    session: Session, revision_id: int, judgement: Judgement, *, actor: Actor, at: datetime
) -> None:
    """Approve, refuse, ask about or take down what a revision says.

    Raises OwnRevision, ModerationReasonRequired, RevisionDecided, and ProductTwice where the
    producer has a product of that name already; nothing is changed then.
    """
    revision = session.get_one(ListingRevision, revision_id)
    listing = locked_listing(session, revision.listing_id)
    session.refresh(revision)
    state = _state_after(revision, judgement, actor)
    before = RevisionState(revision.state)
    if state is not before:
        revision.state = state
        revision.decided_at, revision.decided_by = at, actor.name
        revision.decided_by_id, revision.reason = actor.account_id, judgement.reason
        session.flush()
    if judgement.decision is ModerationDecision.APPROVE:
        _display(session, listing, revision)
    elif judgement.decision is ModerationDecision.SUSPEND:
        suspend_listing(session, listing, judgement.reason, actor=actor, at=at)
    session.flush()
    record(session, actor=actor, action=f"listing.{judgement.decision}",
           subject=f"product:{listing.code}", revision=revision.number,
           reason=judgement.reason, state=[before, state])  # fmt: skip
    jobs.defer(session, DECIDED, listing_id=listing.id, revision_id=revision.id)


def _state_after(revision: ListingRevision, judgement: Judgement, actor: Actor) -> RevisionState:
    if actor.account_id is not None and revision.author_id == actor.account_id:
        raise OwnRevision(revision=revision.id)
    if judgement.decision is not ModerationDecision.APPROVE and not judgement.reason:
        raise ModerationReasonRequired(decision=judgement.decision)
    state = state_after(RevisionState(revision.state), judgement.decision)
    if state is None:
        raise RevisionDecided(state=revision.state)
    return state


def _display(session: Session, listing: Listing, revision: ListingRevision) -> None:
    """Show the public what the revision says; what is new enters the registry."""
    listing.approved_id = revision.id
    if listing.product_id is None:
        product = add_product(session, _new_product(listing, revision))
        listing.product_id = product.id
        attach_product(session, Offered(listing.code, product.id))
    else:
        product = session.get_one(Product, listing.product_id)
        if product.name != revision.name:
            rename_product(session, product, revision.name)
    session.flush()
    show_photographs(session, listing.code, revision.photographs)
    jobs.defer(session, "product.changed", product_ids=[product.id])


def _new_product(listing: Listing, revision: ListingRevision) -> NewProduct:
    group = group_of_slug(revision.product_group or "") or GROUPS[0]
    assert listing.producer_id is not None  # it was created for one
    return NewProduct(
        code=listing.code,
        name=revision.name,
        producer_id=listing.producer_id,
        product_group=group.slug,
        print=GROUP_PRINTS[group.number],
    )
