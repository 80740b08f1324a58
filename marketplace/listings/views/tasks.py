"""Tasks that follow from moderation and from the label rules, in plain words."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from core.composition import services
from core.web.desks.tasks import DeskTask
from core.web.desks.weights import Weight
from core.web.templating.paths import path_of
from marketplace.listings.queries.tasks import ListingToMend, listings_to_mend
from marketplace.listings.rules.labels import LabelRules
from marketplace.listings.rules.states import RevisionState

LONGEST_NOTE = 160


def listing_tasks(session: Session, producer_id: int, day: date) -> Iterator[DeskTask]:
    """What moderation answered, each by itself; labels together, for there may be many."""
    edition = services()[LabelRules].on(day)
    incomplete = 0
    for listing in listings_to_mend(session, producer_id):
        if task := _answer(listing):
            yield task
        incomplete += edition.is_incomplete(listing.content)
    if incomplete:
        title = ngettext("%(num)s sản phẩm thiếu nhãn", "%(num)s sản phẩm thiếu nhãn", incomplete)
        note = _("Luật bắt nhãn trên mạng phải đủ như trên bao bì. Mở từng sản phẩm để ghi thêm.")
        yield DeskTask(Weight.SMALL, title, note, path_of("my_products.show"), "label")


def _answer(listing: ListingToMend) -> DeskTask | None:
    href = path_of("my_product.edit", code=listing.code)
    name, reason = listing.name, listing.reason[:LONGEST_NOTE]
    if listing.suspended_reason is not None:
        title, note = _("%(name)s: sàn đã gỡ", name=name), listing.suspended_reason[:LONGEST_NOTE]
        return DeskTask(Weight.LARGE, title, note, href, "eye")
    if listing.state is RevisionState.ASKED:
        return DeskTask(
            Weight.LARGE, _("%(name)s: sàn hỏi thêm", name=name), reason, href, "eye", rank=1
        )
    if listing.state is RevisionState.REFUSED:
        title = _("%(name)s: bản mới chưa được duyệt", name=name)
        return DeskTask(Weight.MIDDLE, title, reason, href, "eye")
    if listing.state is RevisionState.DRAFT:
        title = _("%(name)s: còn là bản nháp", name=name)
        note = _("Khách chưa thấy. Soạn xong thì bấm Lưu và gửi duyệt.")
        return DeskTask(Weight.SMALL, title, note, href, "pencil")
    return None
