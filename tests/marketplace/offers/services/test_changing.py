"""Changes of an offer: what is kept of them, and who is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from core.access.actors import Actor
from core.audit.entries import AuditEntry
from marketplace.offers.errors import TermRefused
from marketplace.offers.models import Offer, PriceChange
from marketplace.offers.queries.availability import available_on, turning_between
from marketplace.offers.rules.availability import is_available
from marketplace.offers.services.changing import Offered, change_offer
from storefront.index.services import follow_calendar, note_followed
from tests.factories.catalogue import make_offer, make_producer, make_product

MAI = Actor("Mai")
AT = datetime(2026, 11, 1, 3, tzinfo=UTC)


@pytest.fixture
def offer(session):
    return make_offer(session, make_product(session, producer=make_producer(session)))


@pytest.fixture
def change(session, offer):
    def change(*, at=AT, **changes):
        offered = Offered(offer.code, offer.product_id)
        return change_offer(session, offered, changes, actor=MAI, at=at)

    return change


def indexed(session):
    """The products whose index jobs wait."""
    rows = session.execute(
        text("SELECT args FROM procrastinate_jobs WHERE task_name = 'product.changed'")
    )
    return [row.args["product_ids"] for row in rows]


def test_a_reduced_price_shows_the_one_that_stood(session, offer, change):
    change(price_dong=100_000)
    change(price_dong=80_000, at=AT + timedelta(days=40))

    assert (offer.former_price_dong, offer.former_price_until) == (100_000, date(2027, 1, 9))
    assert session.scalars(select(PriceChange.price_dong)).all() == [100_000, 80_000]
    change(price_dong=90_000, at=AT + timedelta(days=41))
    assert offer.former_price_dong is None


def test_an_illustrative_price_never_counts_and_becomes_real_when_sent(offer, change):
    assert change(price_dong=95_000)

    assert not offer.is_illustrative
    change(price_dong=80_000, at=AT + timedelta(days=10))
    assert offer.former_price_dong is None


def test_the_index_learns_of_price_and_availability_alone(session, offer, change):
    change(stock=4, unit="gói 400 g", paused_message="x")
    assert indexed(session) == []

    change(stock=0)
    change(price_dong=70_000)

    assert indexed(session) == [[offer.product_id]] * 2


def test_what_is_the_same_leaves_no_trace(session, change):
    assert not change(stock=5, unit="gói 500 g")

    session.commit()
    assert session.scalars(select(AuditEntry)).all() == []


def test_a_change_is_on_record_with_both_values(session, change):
    change(stock=4)
    session.commit()

    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.actor, entry.action) == ("Mai", "offer.changed")
    assert entry.details["changes"] == {"stock": [5, 4]}


@pytest.mark.parametrize(
    "terms",
    [
        {"season_from": date(2026, 1, 1)}, {"min_quantity": 5, "max_quantity": 4},
        {"price_steps": [[2, 95_000]]},
    ],
)  # fmt: skip
def test_terms_that_contradict_each_other_change_nothing(session, offer, change, terms):
    with pytest.raises(TermRefused):
        change(stock=1, **terms)

    session.expire_all()
    assert offer.stock == 5


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2027, 2, 1), date(2027, 6, 1)])
@pytest.mark.parametrize(
    "terms",
    [
        {}, {"stock": 0}, {"paused_until": date(2026, 11, 28)}, {"is_withdrawn": True},
        {"season_from": date(2020, 11, 15), "season_to": date(2020, 2, 28)},
        {"season_from": date(2020, 5, 15), "season_to": date(2020, 7, 28)},
    ],
)  # fmt: skip
def test_the_database_decides_as_the_rule_does(session, offer, change, terms, day):
    change(**terms)

    assert (session.scalar(select(Offer.id).where(available_on(day))) is not None) == is_available(
        offer, day
    )


def test_a_pause_that_ends_at_midnight_is_indexed(session, offer, change):
    change(paused_until=date(2026, 11, 28))
    session.execute(text("DELETE FROM procrastinate_jobs"))

    note_followed(session, date(2026, 11, 28))
    follow_calendar(session, date(2026, 11, 29))

    assert indexed(session) == [[offer.product_id]]
    assert turning_between(session, date(2026, 11, 29), date(2026, 11, 30)) == []
