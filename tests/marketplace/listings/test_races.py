"""Two at once: the second waits for the first and then sees what it did."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.clock import now
from marketplace.listings.errors import ListingChanged, RevisionDecided
from marketplace.listings.models import Listing, ListingRevision
from marketplace.listings.rules.states import ModerationDecision
from marketplace.listings.services.editing import ListingEdit, edit_listing
from marketplace.listings.services.moderation import Judgement, decide
from marketplace.listings.services.revisions import Author
from marketplace.listings.services.stock import change_stock
from marketplace.offers.models import Offer
from tests.factories.catalogue import make_offer, make_producer, make_product
from tests.races import wait_until_someone_waits_for_a_lock

MAI, HOA, OPERATOR = Actor("Mai"), Actor("Hoa"), Actor("Vận hành")


@pytest.fixture
def listing(committed):
    with Session(committed) as session, session.begin():
        product = make_product(session, producer=make_producer(session))
        make_offer(session, product)
        return session.scalars(select(Listing.id).where(Listing.product_id == product.id)).one()


def edit(session, listing, actor, **content):
    author = Author(actor, now(), "2026-01-23")
    return edit_listing(session, listing, ListingEdit(content=content, version=1), author)


def in_turn(engine, first, second):
    """The second begins while the first is open; returns what came of it."""

    def alone():
        with Session(engine) as session, session.begin():
            return second(session)

    with ThreadPoolExecutor() as pool, Session(engine) as session:
        first(session)
        attempt = pool.submit(alone)
        wait_until_someone_waits_for_a_lock(engine)
        session.commit()
        return attempt.result(timeout=5)


def test_of_two_editors_the_second_overwrites_nothing(committed, listing):
    with pytest.raises(ListingChanged):
        in_turn(
            committed,
            lambda session: edit(session, listing, MAI, story="Của Mai"),
            lambda session: edit(session, listing, HOA, story="Của Hoa"),
        )

    with Session(committed) as session:
        assert session.scalars(select(ListingRevision.story)).all() == ["Của Mai"]


def test_two_taps_are_two(committed, listing):
    def one_less(session):
        return change_stock(session, listing, -1, actor=MAI, at=now())

    assert in_turn(committed, one_less, one_less) == 3
    with Session(committed) as session:
        assert session.scalars(select(Offer.stock)).one() == 3


def test_what_its_author_replaces_meanwhile_is_not_approved(committed, listing):
    with Session(committed) as session, session.begin():
        edit(session, listing, MAI, story="Bản một")
        old = session.scalars(select(ListingRevision.id)).one()
    again = ListingEdit(content={"story": "Bản hai"})
    approve = Judgement(ModerationDecision.APPROVE)

    with pytest.raises(RevisionDecided):
        in_turn(
            committed,
            lambda session: edit_listing(session, listing, again, Author(MAI, now(), "2026-01-23")),
            lambda session: decide(session, old, approve, actor=OPERATOR, at=now()),
        )

    with Session(committed) as session:
        states = session.scalars(select(ListingRevision.state).order_by(ListingRevision.id)).all()
        assert states == ["replaced", "submitted"]
        assert session.scalars(select(Listing.approved_id)).one() is None
