"""What the marketplace keeps of people: for their file, and for when they go."""

from flask_babel import gettext as _

from accounts.privacy.services.holdings import Holding
from marketplace.listings.services.drafts import drop_own_drafts, own_drafts
from marketplace.sellers.queries.own_data import own_applications


def sellers_are_kept() -> str:
    return str(
        _(
            "Hồ sơ người bán, giấy tờ, hợp đồng, dữ liệu nhãn: giữ 5 năm sau khi ngừng bán (Nghị"
            " định 37/2026, Điều 41). Nội dung sản phẩm đã gửi, kèm tên người viết: ít nhất 1 năm"
            " sau khi gỡ (Nghị định 248)."
        )
    )


HOLDINGS = (
    Holding("seller_applications", own_applications, kept=sellers_are_kept),
    Holding("product_drafts", own_drafts, drop_own_drafts),
)
