"""What the editor of products keeps of people: for their file, and for when they go."""

from flask_babel import gettext as _

from accounts.privacy.services.holdings import Holding
from marketplace.listings.services.drafts import drop_own_drafts, own_drafts


def contents_are_kept() -> str:
    return str(
        _("Nội dung sản phẩm đã gửi, kèm tên người viết: ít nhất 1 năm sau khi gỡ (Nghị định 248).")
    )


EDITOR = Holding("product_drafts", own_drafts, drop_own_drafts, contents_are_kept)
