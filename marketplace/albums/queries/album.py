"""The photographs of one listing in their order, and what has become of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from core.images.limits import LONGEST_SIDES, scaled
from marketplace.listings.queries.own import OwnListing, own_listing
from marketplace.listings.rules.states import RevisionState
from marketplace.photographs.models import Photograph
from marketplace.photographs.queries.own import in_order, photographs_of
from marketplace.photographs.rules.states import PhotographState


class PhotographStanding(StrEnum):
    """What has become of a photograph, as its producer sees it."""

    BEING_MADE = "being_made"
    FAILED = "failed"
    SHOWN = "shown"
    WAITING = "waiting"  # for the operator
    NOT_SUBMITTED = "not_submitted"  # with the rest of a draft, or after a refusal


@dataclass(frozen=True, slots=True)
class AlbumEntry:
    """One photograph at the desk."""

    mark: str
    alt: str
    size: tuple[int, int]  # of the small file, which the desk shows
    standing: PhotographStanding
    is_reworded: bool  # what customers read of it is not what stands here


@dataclass(frozen=True, slots=True)
class Album:
    """The photographs of a listing."""

    listing: OwnListing
    entries: tuple[AlbumEntry, ...]

    @property
    def is_busy(self) -> bool:
        """Whether some are still being made."""
        return any(entry.standing is PhotographStanding.BEING_MADE for entry in self.entries)

    def count(self, standing: PhotographStanding) -> int:
        return sum(entry.standing is standing for entry in self.entries)


def album_of(session: Session, code: str, visible: ColumnElement[bool]) -> Album | None:
    """None where there is no such listing, or not for this person."""
    listing = own_listing(session, code, visible)
    if listing is None:
        return None
    photographs = in_order(photographs_of(session, code), listing.content.photographs)
    return Album(listing, _entries(listing, photographs))


def _entries(listing: OwnListing, photographs: Sequence[Photograph]) -> tuple[AlbumEntry, ...]:
    return tuple(
        AlbumEntry(
            mark=photograph.mark,
            alt=photograph.alt,
            size=scaled(photograph.width, photograph.height, LONGEST_SIDES[0]),
            standing=_standing(listing, photograph),
            is_reworded=photograph.shown_alt not in (None, photograph.alt),
        )
        for photograph in photographs
    )


def _standing(listing: OwnListing, photograph: Photograph) -> PhotographStanding:
    if photograph.state == PhotographState.RECEIVED:
        return PhotographStanding.BEING_MADE
    if photograph.state == PhotographState.FAILED:
        return PhotographStanding.FAILED
    if photograph.place is not None:
        return PhotographStanding.SHOWN
    is_waiting = listing.state in (RevisionState.SUBMITTED, RevisionState.ASKED)
    return PhotographStanding.WAITING if is_waiting else PhotographStanding.NOT_SUBMITTED
