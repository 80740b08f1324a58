"""The words for codes of the catalogue: states, groups, legal forms, sort orders."""

from flask_babel import gettext as _

from certification.certificates.wording import facet_names
from core.web.i18n import language, per_language
from registry.rules.product_sets import product_set

GROUP_PRINTS = {
    "thuc-pham": "rice",
    "do-uong": "wine_jar",
    "duoc-lieu": "herbal_medicine",
    "thu-cong-my-nghe": "pottery",
    "sinh-vat-canh": "bonsai",
    "du-lich": "hills",
}


@per_language
def group_names() -> dict[str, str]:
    """The groups' names, short enough for a list; the decision's own names are longer."""
    return {
        "thuc-pham": _("Thực phẩm"),
        "do-uong": _("Đồ uống"),
        "duoc-lieu": _("Dược liệu"),
        "thu-cong-my-nghe": _("Thủ công mỹ nghệ"),
        "sinh-vat-canh": _("Sinh vật cảnh"),
        "du-lich": _("Du lịch cộng đồng"),
    }


def group_name(slug: str) -> str:
    """The group's name; the slug itself for one that is not there."""
    return group_names().get(slug, slug)


def set_name(number: int | None) -> str | None:
    """The product set's name in the reader's language."""
    if number is None:
        return None
    known = product_set(number)
    return known.name_en if language() == "en" else known.name


@per_language
def state_names() -> dict[str, str]:
    """Certificate states as filters name them, by their word in addresses."""
    names = facet_names()
    return {
        "con-hieu-luc": names["valid"],
        "tiem-nang": names["potential"],
        "chua-xac-nhan": names["unconfirmed"],
        "dinh-chi": names["suspended"],
        "het-han": names["expired"],
        "thu-hoi": names["revoked"],
        "chua-co": names["none"],
    }


@per_language
def sort_names() -> dict[str, str]:
    """Sort orders by their word in addresses."""
    return {
        "phu-hop": _("Phù hợp nhất"),
        "moi-nhat": _("Chứng nhận mới nhất"),
        "gia-tang": _("Giá thấp trước"),
        "gia-giam": _("Giá cao trước"),
        "ten": _("Tên A–Z"),
    }


@per_language
def producer_types() -> dict[str, str]:
    """Legal forms of OCOP subjects (Decision 26/2026/QĐ-TTg Điều 2.3)."""
    return {
        "cooperative": _("Hợp tác xã"),
        "cooperative_union": _("Liên hiệp hợp tác xã"),
        "cooperative_group": _("Tổ hợp tác"),
        "joint_stock": _("Công ty cổ phần"),
        "limited": _("Công ty TNHH"),
        "limited_single_member": _("Công ty TNHH một thành viên"),
        "private_enterprise": _("Doanh nghiệp tư nhân"),
        "enterprise": _("Doanh nghiệp"),
        "farm": _("Trang trại"),
        "household": _("Hộ, cơ sở sản xuất"),
        "association": _("Hội, hiệp hội"),
        "unknown": _("Chưa rõ loại hình"),
    }
