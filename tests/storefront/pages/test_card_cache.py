"""Cards are kept under their content version and day; a list reads those alone that it lacks."""

from datetime import timedelta

import pytest

from core.clock import today
from core.db.content_changes import PAGE, ContentVersions
from storefront.pages.queries.card_cache import CardCache, card_versions
from tests.factories.catalogue import make_certified, make_product
from tests.statements import statements

AT = today()


def versions_of(*products, common=1):
    return ContentVersions(common, {product.id: 7 for product in products})


@pytest.fixture
def two(session):
    return make_product(session, "Miến dong"), make_product(session, "Chè")


def read(session, cache, ids, versions, at=AT):
    """Names of the cards, and how many statements they took."""
    with statements() as sent:
        cards = cache.cards(session, ids, versions, at)
    return [card.name for card in cards], len(sent)


def test_cards_come_in_the_order_asked_and_once_from_the_database(session, two):
    cache, versions = CardCache(), versions_of(*two)
    ids = [two[1].id, two[0].id]

    assert read(session, cache, ids, versions) == (["Chè", "Miến dong"], 2)
    assert read(session, cache, ids[::-1], versions) == (["Miến dong", "Chè"], 0)


def test_a_list_without_products_asks_nothing(session):
    assert read(session, CardCache(), [], versions_of()) == ([], 0)


def test_what_has_no_version_is_not_there(session, two):
    ids = [two[0].id, two[1].id]

    assert read(session, CardCache(), ids, versions_of(two[1])) == (["Chè"], 2)


@pytest.mark.parametrize("moved", ["own", "common", "day"])
def test_a_card_of_another_version_or_day_is_read_again(session, two, moved):
    cache, ids = CardCache(), [two[0].id]
    cache.cards(session, ids, versions_of(*two), AT)
    versions = versions_of(*two, common=2 if moved == "common" else 1)
    if moved == "own":
        versions = ContentVersions(1, {two[0].id: 8})
    at = AT + timedelta(days=1) if moved == "day" else AT

    assert read(session, cache, ids, versions, at) == (["Miến dong"], 2)


def test_stars_lapse_overnight_with_nothing_recorded(session):
    product, _ = make_certified(session, "Miến", stars=4, on=AT - timedelta(days=1000))
    cache, ids, versions = CardCache(), [product.id], versions_of(product)

    [now] = cache.cards(session, ids, versions, AT)
    [later] = cache.cards(session, ids, versions, AT + timedelta(days=120))

    assert (now.standing.in_force, later.standing.in_force) == (True, False)


def test_the_card_asked_for_longest_ago_makes_room(session, two):
    cache, versions = CardCache(most=1), versions_of(*two)
    for product in two:
        cache.cards(session, [product.id], versions, AT)

    assert read(session, cache, [two[1].id], versions)[1] == 0
    assert read(session, cache, [two[0].id], versions)[1] == 2


def test_a_list_longer_than_the_cache_is_whole(session, two):
    ids = [product.id for product in two]

    assert read(session, CardCache(most=1), ids, versions_of(*two))[0] == ["Miến dong", "Chè"]


def test_nothing_is_kept_without_fragments(session, two):
    cache, versions, ids = CardCache(enabled=False), versions_of(*two), [two[0].id]
    cache.cards(session, ids, versions, AT)

    assert read(session, cache, ids, versions) == (["Miến dong"], 2)


def test_the_page_itself_is_no_card(two):
    versions = ContentVersions(1, {PAGE: 5, two[0].id: 7})

    assert card_versions(versions, AT) == {two[0].id: f"1.7.{AT.toordinal()}"}
