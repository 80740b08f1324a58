"""What kinds of label paper are called, and why no label is printed for a code."""

from flask_babel import gettext as _

from traceability.labels.sheets.layouts import Layout


def layout_names() -> dict[str, str]:
    """Of the layouts, those people buy most often first."""
    return {
        "a4-24": _("Giấy A4, 24 tem"),
        "a4-65": _("Giấy A4, 65 tem nhỏ"),
        "a4-14": _("Giấy A4, 14 tem to"),
        "roll-50x30": _("Cuộn tem vừa"),
        "roll-40x30": _("Cuộn tem nhỏ"),
        "roll-35x22": _("Cuộn, ba tem một hàng"),
        "a6-booth": _("Thẻ A6 để ở quầy"),
    }


def label_size(layout: Layout) -> str:
    """The size of one label."""
    width, height = (f"{side:g}".replace(".", ",") for side in layout.label)
    return f"{width} × {height} mm"


def obstacle_name(obstacle: str) -> str:
    """Why a code has no label: a status of the code, or that of its certificate."""
    names: dict[str, str] = {
        "revoked": _("chứng nhận đã bị thu hồi"),
        "recalled": _("sản phẩm đang bị thu hồi"),
        "void": _("mã đã bị hủy"),
        "stolen": _("tem bị báo mất cắp"),
        "retired": _("mã đã ngừng dùng"),
    }
    other: str = _("mã chưa được kích hoạt")
    return names.get(obstacle, other)
