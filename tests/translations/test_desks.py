"""No page of a desk mixes languages either."""

import pytest

from tests.factories.world import make_world
from tests.personal_addresses import personal_pages
from tests.translations.test_pages import strays

FILES = {"own_labels.one"}


@pytest.fixture
def world(app, session):
    return make_world(app, session)


def test_an_english_desk_has_no_vietnamese_that_is_not_marked(app, session, world):
    names = {side.producer.name for side in (world.own, world.foreign)}
    names |= {side.product.name for side in (world.own, world.foreign)}
    names |= {account.full_name for account in world.people.values()}
    client, left = app.test_client(use_cookies=False), {}
    for role, probe in [*personal_pages(world)]:
        if probe.endpoint in FILES:
            continue
        with client.get(f"{probe.path}?lang=en", headers={"Cookie": world.cookies[role]}) as answer:
            if answer.mimetype == "text/html" and (unmarked := strays(answer.text, names)):
                left[probe.endpoint] = unmarked

    assert left == {}
