"""Pages of an index that is behind: what cannot be known is not shown as if it could be."""

import re

import pytest
from sqlalchemy import text

from certification.certificates.rules.acts.act import Act
from certification.certificates.rules.events import EventKind
from certification.certificates.services.recording import record_event
from core.access.actors import Actor
from core.clock import today
from core.db.reading import ReadSession
from storefront.index.queries import lag

NOTICE = "Số đếm đang chờ cập nhật"
ENGLISH = "Counts are waiting to be updated"
IN_FORCE = "sản phẩm có sao còn hạn hôm nay"


def names(answer):
    return re.findall(r'<a class="product-card__link"[^>]*>([^<]+)<', answer.text)


@pytest.fixture
def revoke(session, catalogue, monkeypatch):
    """Revokes the one certificate in force; the index does not hear of it."""
    monkeypatch.setattr(lag, "MEMO_SECONDS", 0)

    def act(*, seconds):
        certificate = session.execute(
            text(
                "SELECT code FROM certificate WHERE product_id ="
                " (SELECT id FROM product WHERE name = 'Miến dong Tài Hoan')"
            )
        ).scalar_one()
        revoked = Act(kind=EventKind.REVOKED, on=today(), reason="c")
        record_event(session, certificate, revoked, actor=Actor("An"), today=today())
        session.execute(
            text(f"UPDATE procrastinate_events SET at = now() - interval '{seconds} seconds'")
        )

    return act


def test_a_card_that_no_longer_matches_is_not_shown_as_if_it_did(client, revoke):
    address = "/san-pham?chung_nhan=con-hieu-luc"
    assert names(client.get(address)) == ["Miến dong Tài Hoan"]

    revoke(seconds=0)

    assert names(client.get(address)) == []
    assert names(client.get("/san-pham?sao=5")) == []
    assert client.get("/api/v1/products?state=valid").get_json()["items"] == []
    assert "Miến dong Tài Hoan" in names(client.get("/san-pham"))


def test_a_list_says_so_and_shows_no_count_that_may_be_wrong(client, revoke):
    fresh = client.get("/san-pham")
    assert NOTICE not in fresh.text
    assert 'class="tabs__tab"' in fresh.text

    revoke(seconds=6)
    answer = client.get("/san-pham")

    assert NOTICE in answer.text
    assert "listing__facets--uncounted" in answer.text
    assert 'class="tabs__tab"' not in answer.text
    assert "khoảng 5 sản phẩm" in answer.text
    assert len(names(answer)) == 5


def test_the_front_page_leaves_out_what_only_the_index_could_count(client, revoke):
    assert IN_FORCE in client.get("/").text

    revoke(seconds=6)
    answer = client.get("/")

    assert NOTICE in answer.text
    assert IN_FORCE not in answer.text
    assert "level__count" not in answer.text
    assert "Ở đây có 5 sản phẩm" in answer.text  # the database has counted them


def test_a_province_leaves_out_how_many_stand(client, revoke):
    address = "/tinh/thai-nguyen"
    assert "Đang có sao" in client.get(address).text

    revoke(seconds=6)
    answer = client.get(address)

    assert NOTICE in answer.text
    assert "Đang có sao" not in answer.text


@pytest.mark.parametrize("address", ["/", "/san-pham", "/tinh/thai-nguyen"])
def test_it_is_said_in_english_too(client, revoke, address):
    revoke(seconds=6)

    answer = client.get(f"{address}?lang=en")

    assert ENGLISH in answer.text


def test_programs_are_told_by_a_header_and_get_the_same_fields(client, revoke):
    fresh = client.get("/api/v1/products")
    assert "Search-Index" not in fresh.headers

    revoke(seconds=6)
    answer = client.get("/api/v1/products")

    assert answer.headers["Search-Index"] == "behind"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.get_json().keys() == fresh.get_json().keys()
    assert answer.get_json()["degraded"] is False


def test_what_was_said_is_unsaid_when_the_index_has_caught_up(client, session, revoke, indexed):
    revoke(seconds=6)
    assert NOTICE in client.get("/san-pham").text
    session.execute(text("DELETE FROM procrastinate_jobs"))
    indexed()

    answer = client.get("/san-pham")

    assert NOTICE not in answer.text
    assert 'class="tabs__tab"' in answer.text


def test_whoever_reads_after_another_does_not_ask_again(engine):
    with ReadSession(engine) as first, ReadSession(engine) as second:
        assert lag._memo_of(first) is lag._memo_of(second)
