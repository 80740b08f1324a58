"""Tasks of a producer's day that follow from its application, in plain words."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from core.web.desks.tasks import DeskTask
from core.web.desks.weights import Weight
from core.web.i18n import day as day_words
from core.web.i18n import moment
from core.web.templating.paths import path_of
from marketplace.sellers.queries.standing import seller_day

SOON = timedelta(days=60)


def seller_tasks(session: Session, producer_id: int, day: date) -> Iterator[DeskTask]:
    """What the marketplace waits for, a closing, and what the law will demand."""
    seller = seller_day(session, producer_id, day)
    if seller is None:
        return
    href = path_of("seller_application.one", application_id=seller.application_id)
    if seller.closes_at:
        title = _("Cơ sở sẽ bị đóng lúc %(at)s", at=moment(seller.closes_at))
        note = _("Đọc lý do, trả lời sàn, và tải dữ liệu của bạn về.")
        yield DeskTask(Weight.LARGE, title, note, href, "bell")
    if seller.is_asked:
        title = _("Sàn cần bạn bổ sung hồ sơ")
        note = _("Mở hồ sơ, sửa hoặc gửi thêm giấy tờ rồi nộp lại.")
        yield DeskTask(Weight.LARGE, title, note, path_of("seller_application.show"), "folder")
    if seller.authenticate_by:
        yield _authentication(seller.authenticate_by, day, href)


def _authentication(until: date, day: date, href: str) -> DeskTask:
    title = _("Xác thực điện tử người bán trước ngày %(day)s", day=day_words(until))
    note = _("Sau ngày đó luật không cho bán khi chưa xác thực. Làm bằng ứng dụng VNeID.")
    weight = Weight.LARGE if until - day <= SOON else Weight.MIDDLE
    return DeskTask(weight, title, note, href, "shield")
