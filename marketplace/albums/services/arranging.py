"""Changes of an album: each becomes a revision of the listing, which waits for moderation."""

from collections.abc import Callable
from enum import StrEnum

from sqlalchemy.orm import Session

from marketplace.albums.errors import PhotographUnknown
from marketplace.listings.models import Listing
from marketplace.listings.rules.states import RevisionState
from marketplace.listings.services.revisions import (
    Author,
    add_revision,
    locked_listing,
    newest_content,
    newest_revision,
)
from marketplace.photographs.models import Photograph
from marketplace.photographs.queries.own import in_order, photographs_of
from marketplace.photographs.services.files import Original
from marketplace.photographs.services.receiving import add_photograph
from marketplace.photographs.services.showing import describe_photograph, remove_photograph

_KEPT_BACK = (RevisionState.DRAFT, RevisionState.REFUSED)  # until its author submits it


class Move(StrEnum):
    """Where a photograph goes."""

    UP = "up"
    DOWN = "down"
    FIRST = "first"


def add_to_album(
    session: Session, listing_id: int, mark: str, original: Original, alt: str, author: Author
) -> Photograph:
    """The photograph, at the end; where it was sent before, it stays where it is.

    Raises TooManyPhotographs, UploadUnknown.
    """
    listing = locked_listing(session, listing_id)
    photograph = add_photograph(session, mark, original, alt, actor=author.actor)
    order = _order(session, listing)
    _submit(session, listing, order, author)
    return photograph


def move_photograph(
    session: Session, listing_id: int, mark: str, move: Move, author: Author
) -> None:
    """Raises PhotographUnknown. The first one stays first however often it is moved up."""

    def moved(order: list[int], id_: int) -> list[int]:
        place = order.index(id_)
        order.remove(id_)
        places = {Move.UP: max(0, place - 1), Move.DOWN: place + 1, Move.FIRST: 0}
        order.insert(places[move], id_)
        return order

    _rearrange(session, listing_id, mark, moved, author)


def describe(session: Session, listing_id: int, mark: str, alt: str, author: Author) -> None:
    """Raises PhotographUnknown."""
    listing = locked_listing(session, listing_id)
    photograph = _photograph(session, listing, mark)
    if describe_photograph(session, photograph, alt, actor=author.actor):
        _submit(session, listing, _order(session, listing), author, is_new=True)


def remove_from_album(session: Session, listing_id: int, mark: str, author: Author) -> None:
    """Away at once, for customers as well. Raises PhotographUnknown."""
    listing = locked_listing(session, listing_id)
    remove_photograph(session, _photograph(session, listing, mark), actor=author.actor)
    _submit(session, listing, _order(session, listing), author)


def _rearrange(
    session: Session,
    listing_id: int,
    mark: str,
    arrange: Callable[[list[int], int], list[int]],
    author: Author,
) -> None:
    listing = locked_listing(session, listing_id)
    photograph = _photograph(session, listing, mark)
    _submit(session, listing, arrange(_order(session, listing), photograph.id), author)


def _photograph(session: Session, listing: Listing, mark: str) -> Photograph:
    known = {each.mark: each for each in photographs_of(session, listing.code)}
    if mark not in known:
        raise PhotographUnknown
    return known[mark]


def _order(session: Session, listing: Listing) -> list[int]:
    content = newest_content(session, listing)
    named = content.photographs if content else ()
    return [each.id for each in in_order(photographs_of(session, listing.code), named)]


def _submit(
    session: Session, listing: Listing, order: list[int], author: Author, *, is_new: bool = False
) -> None:
    """As a revision with the words of the newest. Words that were refused are not sent again."""
    newest = newest_revision(session, listing)
    before = newest_content(session, listing)
    assert before is not None  # a listing without a product has a revision from the beginning
    content = before.changed({"photographs": tuple(order)})
    if content == before and not is_new:
        return
    is_sent = newest is None or newest.state not in _KEPT_BACK
    add_revision(session, listing, content, submit=is_sent, author=author)
