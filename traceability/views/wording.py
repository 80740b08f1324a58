"""The words of the scan page for codes of states, reasons and links."""

from datetime import date

from flask_babel import gettext as _

from certification.rules.dates import VagueDate
from core.web.i18n import dated
from traceability.rules.reports import Reason, ReportState


def day_text(day: VagueDate | date) -> str:
    """A day as exactly as it is known: 15/03/2027, 03/2027, 2027 or 2026–2027."""
    if isinstance(day, date):
        return f"{day:%d/%m/%Y}"
    if day.precision == "day":
        return f"{day.latest:%d/%m/%Y}"
    if day.precision == "month":
        return f"{day.latest:%m/%Y}"
    if day.earliest.year == day.latest.year:
        return str(day.latest.year)
    return f"{day.earliest.year}–{day.latest.year}"


def last_told(source_date: str) -> str:
    """How old what the page says is, where nobody has looked at it since."""
    if not source_date:
        return str(_("Dữ liệu nguồn không ghi ngày"))
    return str(_("Dữ liệu nguồn cập nhật lần cuối %(day)s", day=dated(source_date)))


def link_name(link: str) -> str:
    """What ties an area to a product; the producer's own only where the source says so."""
    return str(_("Vùng nguyên liệu của cơ sở") if link == "producer" else _("Vùng đặc sản"))


def area_kind(kind: str) -> str:
    names: dict[str, str] = {
        "planting": _("vùng trồng"),
        "farming": _("vùng nuôi"),
        "fishing": _("vùng khai thác thủy sản"),
        "craft_material": _("vùng nguyên liệu làng nghề"),
    }
    return names.get(kind) or str(_("vùng nguyên liệu"))


def ground(letter: str) -> str:
    """The ground of a revocation, after Điều 8.1 of Decision 26/2026/QĐ-TTg."""
    grounds: dict[str, str] = {
        "a": _("hồ sơ không trung thực"),
        "b": _("không còn đáp ứng tiêu chí"),
        "c": _("vi phạm về chất lượng, an toàn thực phẩm hoặc pháp luật khác"),
        "d": _("sử dụng sai nhãn hiệu OCOP"),
        "đ": _("cơ sở không còn sản xuất sản phẩm"),
        "e": _("theo kết luận khác của cơ quan có thẩm quyền"),
    }
    return grounds.get(letter, letter)


def reasons() -> dict[Reason, str]:
    return {
        Reason.COUNTERFEIT: _("Nghi hàng giả, hàng nhái"),
        Reason.OTHER_PRODUCT: _("Tem dán trên sản phẩm khác"),
        Reason.WRONG_FACTS: _("Thông tin trên trang sai"),
        Reason.STALE_STARS: _("Hết hạn mà bao bì vẫn dán sao"),
        Reason.QUALITY: _("Chất lượng không như công bố"),
        Reason.UNREADABLE: _("Mã không mở được"),
    }


def report_states() -> dict[ReportState, str]:
    return {
        ReportState.RECEIVED: _("Đã nhận"),
        ReportState.CHECKING: _("Đang kiểm tra"),
        ReportState.CONCLUDED: _("Đã có kết luận"),
    }
