"""A recall ends the offer: on every page, in lists, data and search."""

import pytest
from sqlalchemy import text

from core.access.actors import Actor
from core.clock import today
from tests.factories.catalogue import make_certified, make_offer
from traceability.codes.rules.code_states import CodeStep
from traceability.codes.services import change_status


@pytest.mark.parametrize("of_certificate", [False, True])
def test_a_recalled_product_is_sold_nowhere(client, session, indexed, of_certificate):
    product, certificate = make_certified(session, "Miến dong", stars=4, on=today())
    make_offer(session, product, 55_000)
    session.commit()

    def record():
        return client.get(f"/api/v1/products/{product.code}").get_json()

    indexed()
    pages = [f"/san-pham/{product.slug}", "/san-pham", "/tinh/thai-nguyen"]
    assert all("55.000" in client.get(page).text for page in pages)
    assert record()["in_stock"] is True

    recalled = certificate if of_certificate else product
    change_status(session, recalled.code, CodeStep.RECALL, actor=Actor("Cán bộ An"))
    session.commit()

    assert session.scalars(
        text("SELECT args FROM procrastinate_jobs WHERE task_name = 'product.changed'")
    ).all() == [{"product_ids": [product.id]}]
    texts = [client.get(page).text for page in pages]
    assert not any("55.000" in page or "Còn hàng</dd>" in page for page in texts)
    assert "Không sử dụng, không bán tiếp. Hãy trả lại nơi đã mua." in texts[0]
    assert all("Không được bán: sản phẩm đang bị thu hồi" in page for page in texts[1:])
    facts = record()
    assert (facts["stars"], facts["in_stock"], facts["price_dong"]) == (4, False, None)
    for code in (product.code, certificate.code):
        assert "<strong>Sản phẩm đang bị thu hồi</strong>" in client.get(f"/{code}").text
        messages = client.get(f"/api/v1/codes/{code}").get_json()["messages"]
        assert messages[0]["code"] == "code_recalled"
    indexed()
    assert client.get("/api/v1/products?in_stock=true").get_json()["total"] == 0


def test_a_recalled_product_comes_behind_all_that_may_be_sold(client, session, indexed):
    product, _ = make_certified(session, "Miến dong", stars=5, on=today())
    make_certified(session, "Miến dong Bình Lư", stars=3, on=today())
    change_status(session, product.code, CodeStep.RECALL, actor=Actor("Cán bộ An"))
    session.commit()
    indexed()

    for query in ("", "?state=valid"):
        items = client.get(f"/api/v1/products{query}").get_json()["items"]
        assert [item["name"] for item in items] == ["Miến dong Bình Lư", "Miến dong"]
