"""No page of a desk mixes languages either."""

import pytest
from sqlalchemy import select

from registry.models import Province
from registry.rules.product_sets import GROUPS
from tests.factories.world import make_world
from tests.personal_addresses import personal_pages
from tests.translations.test_pages import is_vietnamese, strays

FILES = {"own_labels.one"}
# What stands on Vietnamese labels and price tags, as an example of what to type.
EXAMPLES = ("Đồng", "hộp 500 g", "Miến dong Tài Hoan")


@pytest.fixture
def world(app, session):
    return make_world(app, session)


@pytest.fixture
def names(session, world):
    """Of people and places, wherever they stand."""
    sides = (world.own, world.foreign)
    return {
        *(side.producer.name for side in sides),
        *(side.product.name for side in sides),
        *(account.full_name for account in world.people.values()),
        *session.scalars(select(Province.name)),
        *EXAMPLES,
        *(group.name for group in GROUPS),  # of the Decision, in the editor's choice
    }


def test_an_english_desk_has_no_vietnamese_that_is_not_marked(app, world, names):
    client, left = app.test_client(use_cookies=False), []
    for role, probe in [*personal_pages(world)]:
        if probe.endpoint in FILES:
            continue
        cookie = {"Cookie": world.cookies[role]}
        with client.get(f"{probe.path}?lang=en", headers=cookie) as answer:
            if answer.mimetype == "text/html":
                left += [
                    f"{probe.endpoint}: {text}"
                    for _, text in strays(answer.text, names)
                    if is_vietnamese(without(names, text))
                ]

    assert "\n".join(left) == ""


def without(names, text):
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text
