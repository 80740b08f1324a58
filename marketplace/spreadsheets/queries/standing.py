"""Listings as the workbook shows them, read in pieces so that memory does not grow with them."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from marketplace.listings.queries.own import OwnListing, listings_after, listings_under
from marketplace.offers.models import Offer
from marketplace.offers.rules.packs import written
from marketplace.offers.rules.price_steps import PriceStep
from marketplace.spreadsheets.rules.checking import ListedValues
from marketplace.spreadsheets.rules.columns import Value

PIECE = 500
_OFFERED = ("price_dong", "unit", "stock", "season_from", "season_to", "paused_message",
            "min_quantity", "max_quantity")  # fmt: skip


def every_listing(session: Session, visible: ColumnElement[bool]) -> Iterator[OwnListing]:
    """In the order they were made."""
    last = 0
    while listings := listings_after(session, last, visible, PIECE):
        yield from listings
        last = listings[-1].id


def listings_by_code(
    session: Session, codes: Collection[str], visible: ColumnElement[bool]
) -> dict[str, OwnListing]:
    """Those of the codes that somebody reaches."""
    return {listing.code: listing for listing in listings_under(session, codes, visible)}


def standing_of(listing: OwnListing, day: date) -> ListedValues:
    """What the listing says in the columns of the workbook."""
    offer = listing.offer
    values: dict[str, Value] = {"name": listing.content.name, "story": listing.content.story}
    if offer is None:
        return ListedValues(values)
    steps = [PriceStep(*step) for step in offer.price_steps]
    return ListedValues(values | _offered(offer, day), steps)


def _offered(offer: Offer, day: date) -> dict[str, Value]:
    values: dict[str, Value] = {name: getattr(offer, name) for name in _OFFERED}
    is_to_come = offer.paused_until is not None and offer.paused_until >= day
    values["paused_until"] = offer.paused_until if is_to_come else None
    amount, measure = offer.pack_amount, offer.pack_measure
    values["pack"] = written(amount, measure) if amount and measure else ""
    return values
