"""The index follows the database: what changed, what is gone, and midnight."""

from datetime import date

import pytest
from sqlalchemy import delete

from certification.certificates.rules.acts.act import Act
from certification.certificates.rules.events import EventKind
from certification.certificates.services.recording import record_event
from core.access.actors import Actor
from core.composition import Services
from core.jobs.waiting import waiting_jobs
from marketplace.offers.models import Offer
from registry.models import Product
from search.engine import SearchEngine, SearchQuery
from search.engines.embedded import EmbeddedEngine
from storefront.index import jobs
from storefront.index import services as index
from storefront.index.rules import allowed
from tests.factories.catalogue import (
    make_certified,
    make_event,
    make_offer,
    make_producer,
    make_product,
)

TODAY = date(2026, 11, 24)


@pytest.fixture
def engine_(tmp_path):
    return EmbeddedEngine(tmp_path / "search")


def refresh(session, engine, *product_ids):
    changes = index.changes(session, engine, product_ids, TODAY)
    index.write(engine, changes)
    return changes


def matches(engine, text="", today=TODAY, **filters):
    return set(engine.search(SearchQuery(today=today.toordinal(), text=text, **filters)).ids)


def test_a_rebuilt_index_agrees_with_the_database(session, engine_):
    product, _ = make_certified(session, "Miến dong", on=date(2025, 1, 1))

    index.rebuild(session, engine_, TODAY)

    assert matches(engine_, "mien dong") == {product.id}
    assert not index.compare(session, engine_, TODAY)


def test_a_change_is_named_until_it_is_refreshed(session, engine_):
    product, certificate = make_certified(session, on=date(2025, 1, 1))
    index.rebuild(session, engine_, TODAY)
    revoked = Act(kind=EventKind.REVOKED, on=TODAY, reason="c")
    record_event(session, certificate.code, revoked, actor=Actor("An"), today=TODAY)

    assert index.compare(session, engine_, TODAY).stale == (f"product:{product.id}",)
    assert matches(engine_, statuses=allowed(states=["valid"])) == {product.id}
    refresh(session, engine_, product.id)

    assert not index.compare(session, engine_, TODAY)
    assert matches(engine_, statuses=allowed(states=["valid"])) == set()
    assert matches(engine_, statuses=allowed(states=["revoked"])) == {product.id}


def test_what_is_gone_from_the_database_leaves_the_index(session, engine_):
    product = make_product(session, "Chè")
    index.rebuild(session, engine_, TODAY)
    session.execute(delete(Product).where(Product.id == product.id))

    refresh(session, engine_, product.id)

    assert matches(engine_, "chè") == set()


def test_at_midnight_after_the_last_day_the_same_index_answers_differently(session, engine_):
    product, _ = make_certified(session, stars=4, on=date(2023, 11, 24))
    index.rebuild(session, engine_, TODAY)

    assert matches(engine_, statuses=allowed(stars=[4]), today=TODAY) == {product.id}
    assert matches(engine_, statuses=allowed(stars=[4]), today=date(2026, 11, 25)) == set()
    assert matches(engine_, statuses=allowed(states=["expired"]), today=date(2026, 11, 25)) == {
        product.id
    }


def test_prices_and_stock_are_part_of_what_is_compared(session, engine_):
    product = make_product(session)
    make_offer(session, product, price_dong=50_000)
    index.rebuild(session, engine_, TODAY)
    session.execute(Offer.__table__.update().values(price_dong=60_000))

    assert index.compare(session, engine_, TODAY).stale == (f"product:{product.id}",)


def waiting(session):
    return [job.facts["product_ids"] for job in waiting_jobs(session, "product.changed")]


def test_what_is_the_same_as_in_the_index_is_no_change(session, engine_):
    product, other = make_product(session, "Chè"), make_product(session, "Miến")
    index.rebuild(session, engine_, TODAY)
    assert refresh(session, engine_, product.id, other.id) == index.IndexChanges((), ())
    product.name = "Chè Tân Cương"
    session.flush()

    changes = refresh(session, engine_, product.id, other.id)

    assert [document.key for document in changes.documents] == [f"product:{product.id}"]
    assert matches(engine_, "tân cương") == {product.id}


def test_a_midnight_that_was_missed_is_made_up_for_once(session, engine_):
    lapsed, _ = make_certified(session, on=date(2023, 11, 22))
    make_certified(session, on=date(2023, 11, 26))
    index.note_followed(session, date(2026, 11, 20))

    index.follow_calendar(session, TODAY)
    index.follow_calendar(session, TODAY)

    assert waiting(session) == [[lapsed.id]]


def test_where_nobody_has_followed_the_calendar_it_is_followed_from_yesterday(session, engine_):
    make_certified(session, on=date(2023, 11, 20))
    lapsed, _ = make_certified(session, on=date(2023, 11, 24))

    index.follow_calendar(session, date(2026, 11, 25))

    assert waiting(session) == [[lapsed.id]]


def test_a_product_that_changes_twice_while_nobody_works_is_right_afterwards(session, engine_):
    product, certificate = make_certified(session, stars=4, on=date(2023, 11, 24))
    renewed = {"stars": 3, "decision": "13/QĐ-UBND"}
    make_event(session, certificate, "renewed", date(2026, 11, 26), **renewed)
    index.rebuild(session, engine_, TODAY)
    index.note_followed(session, TODAY)
    day = date(2026, 11, 27)
    assert matches(engine_, statuses=allowed(stars=[3]), today=day) == set()

    index.follow_calendar(session, day)
    index.write(engine_, index.changes(session, engine_, waiting(session)[0], day))

    assert matches(engine_, statuses=allowed(stars=[3]), today=day) == {product.id}


def test_a_former_province_finds_what_is_there_today(session, engine_):
    product = make_product(session, "Vải thiều", province="Bắc Ninh", printed_province="Bắc Giang")
    make_product(session, "Vải khô", province="Thái Nguyên")
    index.rebuild(session, engine_, TODAY)

    assert matches(engine_, "bắc giang") == matches(engine_, "bac ninh") == {product.id}


def test_a_producer_is_suggested_under_its_own_address(session, engine_):
    producer = make_producer(session, "HTX Tài Hoan")
    make_product(session, "Miến dong", producer=producer)
    index.rebuild(session, engine_, TODAY)

    assert [s.url_key for s in engine_.suggest("tai ho") if s.kind == "producer"] == [producer.slug]


def test_the_index_of_another_database_is_neither_healed_nor_replaced_unasked(
    app, session, tmp_path, monkeypatch, caplog
):
    product, _ = make_certified(session, "Miến dong", on=date(2025, 1, 1))
    other = EmbeddedEngine(tmp_path / "search", origin=lambda: "1-2-1")
    index.rebuild(session, other, TODAY)
    before = other.status()
    ours = EmbeddedEngine(tmp_path / "search", origin=lambda: "1-3-1")
    monkeypatch.setitem(Services.of(app).by_type, SearchEngine, ours)
    run = app.test_cli_runner().invoke

    for words in (["rebuild"], ["rebuild", "--if-stale"], ["status"]):
        result = run(args=["search", *words])
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (
            f"refused: the search index {before.index} was made from another database; if nobody"
            " uses that one any more: search rebuild --take-over\n"
        )
    jobs.watch_index(0)
    [warning] = caplog.messages
    assert warning.startswith(f"the search index {before.index} was made from another database: ")
    assert other.status() == before

    taken = run(args=["search", "rebuild", "--take-over"])

    assert taken.exit_code == 0
    assert matches(ours, "mien dong") == {product.id}
