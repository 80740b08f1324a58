"""What the pages of one's own products share: the listing of an address, and the label rules."""

from http import HTTPStatus

from flask import abort
from sqlalchemy.orm import Session

from core.access.roles import Scope, ScopeKind
from core.clock import now, today
from core.codes import read_code
from core.composition import services
from core.web.requests.access import current_actor, scopes
from marketplace.listings.queries.own import OwnListing, own_listing, visible_to
from marketplace.listings.rules.labels import LabelEdition, LabelRules
from marketplace.listings.services.revisions import Author

READ, EDIT, STOCK = "listing.read", "listing.edit", "listing.stock"


def listing_of(session: Session, code: str, action: str) -> OwnListing:
    """The listing under a code, for whoever may do that with it; else the page is not there."""
    listing = own_listing(session, read_code(code), visible_to(scopes(action)))
    if listing is None:
        abort(HTTPStatus.NOT_FOUND)
    return listing


def may_edit(listing: OwnListing) -> bool:
    """Whether more than stock and pause is open to this person."""
    own = Scope(ScopeKind.PRODUCER, listing.producer_id)
    return bool(scopes(EDIT) & {own, Scope(ScopeKind.WHOLE)})


def label_edition() -> LabelEdition:
    rules: LabelRules = services()[LabelRules]
    return rules.on(today())


def author() -> Author:
    """This person, now."""
    return Author(current_actor(), now(), label_edition().name)
