"""The tasks that follow from certificates and stock, in plain words."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from certification.certificates.rules.events import State
from certification.certificates.rules.standing import Standing
from certification.certificates.wording import day_text
from core.web.desks.tasks import DeskTask
from core.web.desks.weights import Weight
from core.web.templating.paths import path_of
from desks.today.queries.own_products import (
    CertifiedProduct,
    certified_products,
    nearly_sold_out,
)
from desks.today.rules.deadlines import LOW_STOCK, weight_of_days_left, weight_of_stock

STOPPED = {State.REVOKED, State.WITHDRAWN, State.SUSPENDED}


def certificate_tasks(session: Session, producer_id: int, day: date) -> Iterator[DeskTask]:
    """Certificates that run out, have run out lately, or were stopped; and those without days."""
    undated = []
    for product in certified_products(session, producer_id, day):
        standing = product.standing.standing
        if standing.state is State.UNCONFIRMED:
            undated.append(product)
        elif standing.state in STOPPED:
            yield _stopped(product)
        elif (until := standing.good_until) and (standing.in_force or _is_lapsed(standing)):
            left = (until.earliest - day).days
            if weight := weight_of_days_left(left):
                yield _running_out(product, left, weight)
    if undated:
        yield _undated(undated)


def _is_lapsed(standing: Standing) -> bool:
    return standing.state is State.EXPIRED


def _running_out(product: CertifiedProduct, left: int, weight: Weight) -> DeskTask:
    standing = product.standing.standing
    assert standing.good_until
    if standing.in_force:
        title = ngettext(
            "%(name)s: chứng nhận %(stars)s sao còn %(num)s ngày",
            "%(name)s: chứng nhận %(stars)s sao còn %(num)s ngày",
            max(left, 0),
            name=product.name,
            stars=standing.stars,
        )
        note = _(
            "Hết hạn %(day)s. Hãy nộp hồ sơ đánh giá lại ở xã; sau ngày đó sao không hiện nữa.",
            day=day_text(standing.good_until),
        )
    else:
        title = _("%(name)s: chứng nhận đã hết hạn", name=product.name)
        note = _(
            "Hết hạn %(day)s, nên sao không hiện nữa. Muốn có lại sao, hãy nộp hồ sơ ở xã.",
            day=day_text(standing.good_until),
        )
    return DeskTask(weight, title, note, _paper(product), "stamp", rank=left)


def _stopped(product: CertifiedProduct) -> DeskTask:
    title = _("%(name)s: chứng nhận đang bị dừng", name=product.name)
    note = _("Sao không hiện. Xem lý do và ngày ở trang chứng nhận, rồi hỏi nơi ra quyết định.")
    return DeskTask(Weight.LARGE, title, note, _paper(product), "stamp", rank=-1_000)


def _undated(products: list[CertifiedProduct]) -> DeskTask:
    """One for all: what is missing is the same, and one visit brings it."""
    one = len(products) == 1
    title = (
        _("%(name)s: sao chưa hiện, thiếu ngày trên giấy", name=products[0].name)
        if one
        else _("%(n)s sản phẩm: sao chưa hiện, thiếu ngày trên giấy", n=len(products))
    )
    note = _(
        "Nguồn công bố không ghi đủ ngày. Hãy đưa quyết định công nhận cho cán bộ tỉnh ghi vào."
    )
    return DeskTask(Weight.SMALL, title, note, _paper(products[0]), "stamp", rank=1_000)


def _paper(product: CertifiedProduct) -> str:
    speaking = product.standing.speaking
    assert speaking
    return path_of("certificate.show", code=speaking.code)


def stock_tasks(session: Session, producer_id: int, day: date) -> Iterator[DeskTask]:
    """What is sold out, or nearly."""
    for product in nearly_sold_out(session, producer_id, day, at_most=LOW_STOCK):
        weight = weight_of_stock(product.stock)
        assert weight
        if product.stock:
            title = ngettext(
                "%(name)s: chỉ còn %(num)s", "%(name)s: chỉ còn %(num)s", product.stock,
                name=product.name,
            )  # fmt: skip
        else:
            title = _("%(name)s: hết hàng", name=product.name)
        note = _("Có thêm hàng thì sửa số còn lại; chưa có thì tạm nghỉ bán đến ngày có hàng.")
        yield DeskTask(weight, title, note, _editor(product.code), "goods", rank=product.stock)


def _editor(code: str) -> str:
    """Where a product is changed, its stock included."""
    return path_of("my_product.edit", code=code)
