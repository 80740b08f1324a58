"""Closings, demands and own data over HTTP: who may, and what they get."""

import io
import zipfile

import orjson
import pytest
from sqlalchemy import select, text

from core.access.roles import Role
from core.clock import VIETNAM, now, today
from marketplace.closings.services.closings import close_seller
from marketplace.sellers.models.closings import DataDemand, SellerClosing
from marketplace.sellers.rules.states import ApplicationStep
from marketplace.sellers.services.decisions import ApplicationDecision, decide
from tests.factories.people import make_account, signed_in
from tests.factories.sellers import PERSONAL_ID, acting, make_application


@pytest.fixture
def mai(session):
    return make_account(session)


@pytest.fixture
def operator(app, session):
    return signed_in(app, session, make_account(session, Role.OPERATOR))


@pytest.fixture
def seller(session, mai):
    province = session.scalar(text("SELECT id FROM province WHERE slug = 'thai-nguyen'"))
    application = make_application(session, mai, papers=(), province_id=province)
    approval = ApplicationDecision(ApplicationStep.APPROVE, "Đủ")
    deciding = acting(make_account(session, Role.OPERATOR))
    decide(session, application.id, approval, actor=deciding, day=today())
    session.commit()
    return application


def test_a_closing_is_announced_withdrawn_and_shown_to_the_seller(
    app, session, mai, operator, seller
):
    desk, owner = f"/quan-tri/ho-so/{seller.id}/dong", signed_in(app, session, mai)

    assert operator.post(desk, data={"reason": " "}).status_code == 422
    assert operator.post(desk, data={"reason": "Bán hàng giả"}).location == desk
    assert "Bán hàng giả" in owner.get(f"/co-so-cua-toi/ho-so/{seller.id}").text
    assert operator.post(f"{desk}/rut").status_code == 303
    assert operator.post(f"{desk}/rut").status_code == 409
    assert session.scalars(select(SellerClosing.withdrawn_at)).one()


def test_own_data_is_downloaded_also_after_a_closing(app, session, mai, operator, seller):
    own = f"/co-so-cua-toi/ho-so/{seller.id}/du-lieu"
    owner, other = (signed_in(app, session, each) for each in (mai, make_account(session)))
    operator.post(f"/quan-tri/ho-so/{seller.id}/dong", data={"reason": "x"})
    closing = session.scalars(select(SellerClosing)).one()
    close_seller(session, seller.id, closing.closes_at)
    session.commit()

    answer = owner.get(own)

    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        data = orjson.loads(archive.read("du-lieu.json"))
    assert data["application"]["state"] == "closed"
    assert data["application"]["personal_id"] == PERSONAL_ID  # their own
    assert data["bank_accounts"][0]["number"] == "•••• 6789"
    assert [step["step"] for step in data["history"]] == ["submit", "approve", "close"]
    assert other.get(own).status_code == 404
    assert operator.get(own).status_code == 404
    assert operator.get(f"/quan-tri/ho-so/{seller.id}/du-lieu").status_code == 200


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"authority": ""}, "authority"),
        ({"content": " "}, "content"),
        ({"received_at": "hôm qua"}, "received_at"),
        ({"received_at": "2031-01-01T08:00"}, "received_at"),
    ],
)
def test_a_demand_is_kept_whole_or_not_at_all(operator, session, seller, changed, field):
    local = f"{now().astimezone(VIETNAM):%Y-%m-%dT%H:%M}"
    data = {"authority": "Cục thuế", "content": "Hồ sơ", "reference": "7", "received_at": local}
    address = f"/quan-tri/ho-so/{seller.id}/yeu-cau"

    wrong = operator.post(address, data=data | changed)

    assert wrong.status_code == 422
    assert f'id="{field}-note"' in wrong.text
    assert session.scalars(select(DataDemand)).all() == []


def test_a_demand_shows_its_clock_and_is_answered_once(operator, session, seller):
    local = f"{now().astimezone(VIETNAM):%Y-%m-%dT%H:%M}"
    data = {"authority": "Cục thuế", "content": "Hồ sơ", "reference": "7", "received_at": local}
    assert operator.post(f"/quan-tri/ho-so/{seller.id}/yeu-cau", data=data).status_code == 303
    demand = session.scalars(select(DataDemand)).one()

    assert "còn 23 giờ" in operator.get("/quan-tri/yeu-cau-du-lieu").text
    answer = f"/quan-tri/yeu-cau-du-lieu/{demand.id}"
    assert operator.post(answer, data={"answer": ""}).status_code == 422
    assert operator.post(answer, data={"answer": "Đã gửi"}).status_code == 303
    assert operator.post(answer, data={"answer": "Nữa"}).status_code == 409
    assert operator.post("/quan-tri/yeu-cau-du-lieu/999", data={"answer": "x"}).status_code == 404


def test_auditors_see_and_do_nothing(app, session, seller):
    auditor = signed_in(app, session, make_account(session, Role.AUDITOR))

    assert auditor.get(f"/quan-tri/ho-so/{seller.id}/dong").status_code == 200
    assert auditor.get("/quan-tri/yeu-cau-du-lieu").status_code == 200
    for path in ("dong", "dong/rut", "yeu-cau"):
        answer = auditor.post(f"/quan-tri/ho-so/{seller.id}/{path}", data={"reason": "x"})
        assert answer.status_code == 403
    assert auditor.get(f"/quan-tri/ho-so/{seller.id}/du-lieu").status_code == 403
    assert session.scalars(select(SellerClosing)).all() == []
