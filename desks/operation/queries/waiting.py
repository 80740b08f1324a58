"""What waits for an operator's decision: sellers, listings, and orders to take something down."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.access.roles import Scope
from marketplace.listings.queries.queue import QueueSearch, open_orders, queue_page
from marketplace.sellers.queries.applications import counts
from marketplace.sellers.rules.states import ApplicationState


@dataclass(frozen=True, slots=True)
class WaitingDecisions:
    """How many of each, and since when the oldest listing waits."""

    applications: int
    listings: int
    oldest_listing: datetime | None
    takedowns: int


def waiting_decisions(session: Session, scopes: Collection[Scope]) -> WaitingDecisions:
    listings = queue_page(session, QueueSearch())
    return WaitingDecisions(
        applications=counts(session, frozenset(scopes)).get(ApplicationState.SUBMITTED, 0),
        listings=listings.total,
        oldest_listing=listings.oldest,
        takedowns=len(open_orders(session)),
    )
