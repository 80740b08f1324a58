"""Wording of certificates: days as exactly as they are known, grounds of revocation."""

from datetime import date

from flask_babel import gettext as _

from certification.certificates.rules.dates import VagueDate


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
