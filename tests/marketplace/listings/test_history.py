"""Versions can be restored, and operators decide about several at once."""

from sqlalchemy import select

from core.access.roles import Role
from marketplace.listings.models import ListingRevision
from registry.services.catalogue import ProductEntry, compare_products
from tests.marketplace.listings.test_walk import (  # noqa: F401 - a fixture
    QUEUE,
    desk,
    hidden,
    newest,
)


def states(session):
    return session.scalars(select(ListingRevision.state).order_by(ListingRevision.id)).all()


def test_a_restored_version_is_submitted_again(desk, session):  # noqa: F811
    owner = desk.owner()
    for story in ("Bản một", "Bản hai"):
        owner.post(desk.path, data={"story": story})
    page = owner.get(f"{desk.path}/lich-su").text
    assert "<del>một</del>" in page

    assert owner.post(f"{desk.path}/lich-su", data={"number": "1"}).status_code == 303

    assert (newest(session).number, newest(session).story) == (3, "Bản một")
    assert states(session) == ["replaced", "replaced", "submitted"]
    for wrong in ("9", "x", ""):
        assert owner.post(f"{desk.path}/lich-su", data={"number": wrong}).status_code == 303
    assert len(states(session)) == 3


def test_several_are_decided_at_once_and_what_cannot_be_is_counted(desk, session):  # noqa: F811
    owner, operator = desk.owner(), desk.browser(Role.OPERATOR)
    owner.post(desk.path, data={"story": "Một"})
    first = newest(session).id
    owner.post(desk.path, data={"story": "Hai"})
    second = newest(session).id

    assert operator.post(QUEUE, data={"decision": "approve"}).status_code == 422
    sent = {"decision": "approve", "ids": [first, second]}
    assert operator.post(QUEUE, data=sent).status_code == 303

    assert states(session) == ["replaced", "approved"]
    page = operator.get(QUEUE).text
    assert "1 bản không quyết định được" in page


def test_the_queue_is_narrowed_by_text_and_province(desk, session):  # noqa: F811
    desk.owner().post(desk.path, data={"story": "Một"})
    operator = desk.browser(Role.OPERATOR)

    shown = {
        query: 'class="queue__row"' in operator.get(f"{QUEUE}?{query}").text
        for query in (
            "q=miến",
            "q=chè",
            "tinh=thai-nguyen",
            "tinh=ha-noi",
            "phan=da-hoi",
            "trang=x",
        )
    }

    assert shown == {
        "q=miến": True, "q=chè": False, "tinh=thai-nguyen": True, "tinh=ha-noi": False,
        "phan=da-hoi": False, "trang=x": True,
    }  # fmt: skip


def test_the_same_form_sent_twice_makes_one_product(desk, session):  # noqa: F811
    owner = desk.owner()
    mark = hidden(owner.get("/co-so-cua-toi/san-pham/moi"), "once")
    sent = {"name": "Bún khô", "once": mark}

    first, again = (owner.post("/co-so-cua-toi/san-pham", data=sent) for _ in range(2))

    assert first.location == again.location
    assert len(states(session)) == 1


def test_a_list_that_is_loaded_does_not_undo_an_approved_name(desk, session):  # noqa: F811
    desk.owner().post(desk.path, data={"name": "Miến dong Tài Hoan"})
    sent = {"decision": "approve"}
    desk.browser(Role.OPERATOR).post(f"{QUEUE}/{newest(session).id}", data=sent)
    session.refresh(desk.product)
    columns = ("printed_commune", "printed_district", "printed_province", "province_id")
    row = {name: getattr(desk.product, name) for name in columns}
    row |= {"name": "Miến dong", "folded": "mien dong"}
    entry = ProductEntry(1, desk.product.identity, None, "thai-nguyen", row, {})

    assert desk.product.name == "Miến dong Tài Hoan"
    assert compare_products(session, [entry]).changed == {}
