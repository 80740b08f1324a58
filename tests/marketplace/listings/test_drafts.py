"""Autosave keeps what was typed for its author alone, and never over what was sent since."""

from sqlalchemy import select

from core.access.roles import Role
from marketplace.listings.models import ListingDraft, ListingRevision
from marketplace.offers.models import Offer
from tests.factories.people import make_account, signed_in
from tests.marketplace.listings.test_walk import desk  # noqa: F401 - a fixture

JSON = {"Accept": "application/json"}


def test_what_is_typed_comes_back_as_it_was_and_changes_nothing(desk, session):  # noqa: F811
    owner = desk.owner()
    typed = {"price_dong": "12k", "story": "Dở dang…", "revision": desk.version(owner)}

    answer = owner.post(f"{desk.path}/nhap", data=typed, headers=JSON)

    assert answer.json["saved"]
    page = owner.get(desk.path).text
    assert "Dở dang…" in page
    assert 'value="12k"' in page
    assert "Bản nháp của bạn" in page
    assert "Dở dang…" not in desk.owner().get(desk.path).text
    assert session.get(Offer, desk.offer.id).price_dong == 95_000
    assert session.scalars(select(ListingRevision)).all() == []


def test_a_draft_is_gone_when_it_is_sent_or_given_up(desk, session):  # noqa: F811
    owner = desk.owner()
    endings = {desk.path: {"story": "Xong"}, f"{desk.path}/nhap": {"action": "discard"}}
    for path, sent in endings.items():
        owner.post(f"{desk.path}/nhap", data={"story": "Dở", "revision": desk.version(owner)})
        assert len(session.scalars(select(ListingDraft)).all()) == 1

        assert owner.post(path, data=sent).status_code == 303

        assert session.scalars(select(ListingDraft)).all() == []


def test_autosave_that_comes_too_late_is_no_draft(desk, session):  # noqa: F811
    owner = desk.owner()
    seen = desk.version(owner)
    owner.post(desk.path, data={"story": "Đã gửi", "revision": seen})

    answer = owner.post(f"{desk.path}/nhap", data={"story": "Cũ", "revision": seen}, headers=JSON)

    assert answer.status_code == 409
    assert session.scalars(select(ListingDraft)).all() == []


def test_nobody_keeps_drafts_of_other_peoples_products(desk, app, session):  # noqa: F811
    stranger = signed_in(app, session, make_account(session, Role.OPERATOR))

    assert stranger.post(f"{desk.path}/nhap", data={"story": "x"}).status_code == 404
