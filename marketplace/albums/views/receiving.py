"""A photograph taken from whoever sends it: judged, kept, and put into the album."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from core.composition import services
from core.db.sessions import transaction
from core.errors import DomainError
from core.web.requests.access import current_actor
from core.web.server.concurrency import others_work
from marketplace.albums.services.arranging import add_to_album
from marketplace.albums.views.authors import author
from marketplace.listings.queries.own import OwnListing
from marketplace.photographs.services.files import PhotographFiles
from marketplace.photographs.services.receiving import begin_upload, drop_upload


def receive(listing: OwnListing, content: BinaryIO, size: int, alt: str) -> None:
    """A photograph sent whole. Raises one of REFUSALS; nothing is kept then."""
    mark = begin(listing, size)
    finish(listing, mark, content, alt)


def begin(listing: OwnListing, size: int) -> str:
    """Raises TooManyPhotographs, PhotographTooLarge."""
    account_id = current_actor().account_id
    assert account_id is not None  # strangers have no desk
    with transaction() as session:
        return begin_upload(session, listing.code, account_id, size)


def finish(listing: OwnListing, mark: str, content: BinaryIO, alt: str) -> None:
    """Raises one of REFUSALS; nothing is kept then."""
    files = services()[PhotographFiles]
    with _nothing_left(mark):
        with others_work():  # a child decodes it
            original = files.keep_original(mark, content)
        with transaction() as session:
            add_to_album(session, listing.id, mark, original, alt, author())


@contextmanager
def _nothing_left(mark: str) -> Iterator[None]:
    """Of an upload that is refused."""
    try:
        yield
    except DomainError:
        with transaction() as session:
            drop_upload(session, mark)
        raise
