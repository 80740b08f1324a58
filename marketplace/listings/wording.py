"""Words for kinds of goods, label fields, states of revisions and what moderation says."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from core.web.i18n import language
from marketplace.listings.rules.states import RevisionState
from registry.rules.product_sets import GROUPS

KINDS: Mapping[str, LazyString] = {
    "staple_food": _("Lương thực"),
    "food": _("Thực phẩm"),
    "health_food": _("Thực phẩm bảo vệ sức khoẻ"),
    "beverage": _("Đồ uống (trừ rượu)"),
    "alcohol": _("Rượu"),
    "cosmetic": _("Mỹ phẩm"),
    "handicraft": _("Hàng thủ công mỹ nghệ"),
    "textile": _("Dệt may"),
    "other": _("Hàng hoá khác"),
    "service": _("Dịch vụ, du lịch"),
}

LABEL_FIELDS: Mapping[str, LazyString] = {
    "responsible": _("Tên, địa chỉ cơ sở chịu trách nhiệm"),
    "origin": _("Xuất xứ"),
    "quantity": _("Định lượng"),
    "ingredients": _("Thành phần"),
    "ethanol": _("Hàm lượng etanol"),
    "technical": _("Thông số kỹ thuật"),
    "shelf_life": _("Hạn sử dụng"),
    "storage": _("Hướng dẫn bảo quản"),
    "instructions": _("Hướng dẫn sử dụng"),
    "nutrition": _("Thành phần dinh dưỡng"),
    "warnings": _("Cảnh báo"),
    "health_claim": _("Công bố bắt buộc"),
    "production_year": _("Năm sản xuất"),
}

LABEL_HINTS: Mapping[str, LazyString] = {
    "responsible": _("Ví dụ: HTX Tài Hoan, thôn Cốc Tém, xã Côn Minh, tỉnh Thái Nguyên"),
    "origin": _("Ví dụ: Sản xuất tại Việt Nam"),
    "quantity": _("Ví dụ: Khối lượng tịnh 500 g"),
    "ingredients": _("Ghi theo thứ tự nhiều trước, ít sau"),
    "ethanol": _("Ví dụ: 29 % thể tích"),
    "technical": _("Kích thước, khối lượng, chất liệu"),
    "shelf_life": _("Ví dụ: 12 tháng kể từ ngày sản xuất"),
    "warnings": _("Ví dụ: Không dùng cho người dị ứng lạc"),
    "health_claim": _(
        "“Thực phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh”"
    ),
}

STATES: Mapping[RevisionState, LazyString] = {
    RevisionState.DRAFT: _("Bản nháp"),
    RevisionState.SUBMITTED: _("Đang chờ duyệt"),
    RevisionState.ASKED: _("Sàn hỏi thêm"),
    RevisionState.APPROVED: _("Đã duyệt"),
    RevisionState.REFUSED: _("Không được duyệt"),
    RevisionState.REPLACED: _("Đã thay bằng bản sau"),
}

STATE_BADGES: Mapping[RevisionState, str] = {
    RevisionState.DRAFT: "plain",
    RevisionState.SUBMITTED: "wait",
    RevisionState.ASKED: "warn",
    RevisionState.APPROVED: "good",
    RevisionState.REFUSED: "bad",
    RevisionState.REPLACED: "plain",
}

CONTENT_FIELDS: Mapping[str, LazyString] = {
    "name": _("Tên sản phẩm"),
    "story": _("Câu chuyện sản phẩm"),
    "kind": _("Loại hàng hoá"),
    "product_group": _("Nhóm sản phẩm"),
    "photographs": _("Ảnh"),
    **LABEL_FIELDS,
}

OFFER_FIELDS: Mapping[str, LazyString] = {
    "price_dong": _("Giá bán"),
    "unit": _("Đơn vị bán"),
    "stock": _("Số lượng còn"),
    "season_from": _("Mùa vụ từ ngày"),
    "season_to": _("Mùa vụ đến ngày"),
    "paused_until": _("Nghỉ bán đến hết ngày"),
    "paused_message": _("Lời nhắn khi nghỉ"),
    "pack": _("Lượng trong mỗi gói"),
    "min_quantity": _("Mua ít nhất"),
    "max_quantity": _("Mua nhiều nhất"),
}


def choice_names() -> dict[str, str]:
    """Kinds of goods and product groups by the values that forms send."""
    return {name: str(word) for name, word in KINDS.items()} | {
        group.slug: group.name_en if language() == "en" else group.name for group in GROUPS
    }
