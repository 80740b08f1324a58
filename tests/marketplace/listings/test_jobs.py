"""Whoever keeps a listing is told what was decided about it, each once."""

from sqlalchemy import select

from accounts.messages.models import OutboxMessage
from core.access.roles import Role
from marketplace.listings import jobs
from marketplace.listings.models import Listing
from tests.marketplace.listings.test_walk import QUEUE, desk, newest  # noqa: F401 - a fixture


def letters(session):
    rows = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    return [(letter.event, letter.facts["reason"]) for letter in rows]


def test_a_refusal_is_told_once_with_its_reason(desk, session):  # noqa: F811
    desk.owner().post(desk.path, data={"story": "Chữa bách bệnh"})
    revision, operator = newest(session), desk.browser(Role.OPERATOR)
    operator.post(f"{QUEUE}/{revision.id}", data={"decision": "refuse", "reason": "Nói quá"})

    for _again in range(2):
        jobs.tell_decision(listing_id=revision.listing_id, revision_id=revision.id)

    assert letters(session) == [("marketplace.listing_refused", "Nói quá")]


def test_a_takedown_and_its_end_are_told(desk, session):  # noqa: F811
    desk.owner()
    operator, code = desk.browser(Role.OPERATOR), desk.product.code
    number = session.scalars(select(Listing.id).where(Listing.code == code)).one()
    operator.post(
        "/quan-tri/go-bo", data={"code": code, "authority": "Sở Y tế", "reason": "Hàng giả"}
    )
    page = operator.get("/quan-tri/go-bo").text
    assert "Còn 23 giờ" in page or "Còn 24 giờ" in page

    assert operator.post(f"/quan-tri/go-bo/{code}", data={"action": "suspend"}).status_code == 303
    jobs.tell_takedown(listing_id=number)
    sent = {"action": "lift", "reason": "Đã rõ"}
    assert operator.post(f"/quan-tri/go-bo/{code}", data=sent).status_code == 303
    jobs.tell_return(listing_id=number, at="1")

    assert letters(session) == [
        ("marketplace.listing_suspended", "Hàng giả"),
        ("marketplace.listing_lifted", ""),
    ]


def test_today_tells_what_moderation_wants_and_which_labels_lack_something(desk, session):  # noqa: F811
    owner, operator = desk.owner(), desk.browser(Role.OPERATOR)
    owner.post(desk.path, data={"story": "Ba đời", "kind": "food"})
    sent = {"decision": "ask", "reason": "Ba đời từ năm nào?"}
    operator.post(f"{QUEUE}/{newest(session).id}", data=sent)

    page = owner.get("/co-so-cua-toi").text

    assert "Miến dong: sàn hỏi thêm" in page
    assert "Ba đời từ năm nào?" in page
    assert "1 sản phẩm thiếu nhãn" in page
