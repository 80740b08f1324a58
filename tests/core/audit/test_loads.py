"""Loads of data are acts: each leaves an entry of the audit trail when it changes something."""

from sqlalchemy import select

from core.audit.entries import AuditEntry
from marketplace.offers.services.demonstration import load_offers, remove_offers
from registry.models import Province
from tests.factories.catalogue import make_product


def entries(session):
    """Of the acts so far, in the order of their commits."""
    rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(row.actor, row.action, row.subject, row.details) for row in rows]


def test_places_leave_an_entry_when_they_change_something(app, session):
    session.scalars(select(Province).where(Province.code == "75")).one().kind = "tỉnh"
    session.commit()

    for _ in range(2):
        app.test_cli_runner().invoke(args=["places", "load"], catch_exceptions=False)

    assert entries(session) == [("places load", "places.loaded", "file:places", {"changed": 1})]


def test_illustrative_offers_leave_an_entry(session):
    for _ in range(10):
        make_product(session)

    made = load_offers(session)
    for step in (load_offers, remove_offers, remove_offers):
        step(session)
    session.commit()

    assert made > 0
    assert entries(session) == [
        ("demo", "demo.loaded", "offers", {"offers": made}),
        ("demo", "demo.reset", "offers", {"offers": made}),
    ]
