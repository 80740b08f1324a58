"""Takedown of listings: within 24 hours of an authority's request, and back when that is over."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from core.jobs import queue as jobs
from marketplace.listings.models import Listing, ListingRevision, TakedownOrder
from marketplace.offers.services.changing import OfferChanges, Offered, change_offer
from marketplace.photographs.services.showing import show_photographs
from marketplace.sellers.rules.deadlines import due_at

SUSPENDED, LIFTED = "listing.suspended", "listing.lifted"


@dataclass(frozen=True, slots=True)
class TakedownRequest:
    """What an authority wants gone, and since when we know."""

    authority: str
    document: str
    reason: str
    received_at: datetime


def receive_takedown(
    session: Session, listing: Listing, request: TakedownRequest, *, actor: Actor
) -> TakedownOrder:
    """Put a request on record: its clock runs from when it was received."""
    order = TakedownOrder(
        listing_id=listing.id,
        authority=request.authority,
        document=request.document,
        reason=request.reason,
        received_at=request.received_at,
        due_at=due_at(request.received_at),
        recorded_by=actor.name,
    )
    session.add(order)
    session.flush()
    record(session, actor=actor, action="listing.takedown_received",
           subject=f"product:{listing.code}", authority=request.authority,
           document=request.document, reason=request.reason)  # fmt: skip
    return order


def take_down(
    session: Session, listing: Listing, reason: str, *, actor: Actor, at: datetime
) -> None:
    """Follow the requests that wait; their reason is the reason where no other is given."""
    reasons = session.scalars(
        select(TakedownOrder.reason).where(
            TakedownOrder.listing_id == listing.id, TakedownOrder.done_at.is_(None)
        )
    )
    whole = reason or "; ".join(reasons) or "takedown"
    suspend_listing(session, listing, whole, actor=actor, at=at)
    record(session, actor=actor, action="listing.suspend", subject=f"product:{listing.code}",
           reason=whole)  # fmt: skip


def suspend_listing(
    session: Session, listing: Listing, reason: str, *, actor: Actor, at: datetime
) -> None:
    """Show the public no offer and no words of the seller; whoever holds the lock on it calls.

    Requests that wait for this are done with it. The seller is told by a job.
    """
    listing.suspended_at, listing.suspended_reason = at, reason
    listing.suspended_by = actor.name
    session.execute(
        update(TakedownOrder)
        .where(TakedownOrder.listing_id == listing.id, TakedownOrder.done_at.is_(None))
        .values(done_at=at, done_by=actor.name)
    )
    _withdraw(session, listing, OfferChanges(is_withdrawn=True), actor=actor, at=at)
    show_photographs(session, listing.code, ())
    jobs.defer(session, SUSPENDED, listing_id=listing.id)


def lift_suspension(
    session: Session, listing: Listing, reason: str, *, actor: Actor, at: datetime
) -> None:
    """Show it again as it was approved last."""
    listing.suspended_at = listing.suspended_reason = listing.suspended_by = None
    _withdraw(session, listing, OfferChanges(is_withdrawn=False), actor=actor, at=at)
    if listing.approved_id:
        approved = session.get_one(ListingRevision, listing.approved_id)
        show_photographs(session, listing.code, approved.photographs)
    record(session, actor=actor, action=LIFTED, subject=f"product:{listing.code}", reason=reason)
    jobs.defer(session, LIFTED, listing_id=listing.id, at=at.isoformat())


def _withdraw(
    session: Session, listing: Listing, change: OfferChanges, *, actor: Actor, at: datetime
) -> None:
    change_offer(session, Offered(listing.code, listing.product_id), change, actor=actor, at=at)
    session.flush()
    if listing.product_id:
        jobs.defer(session, "product.changed", product_ids=[listing.product_id])
