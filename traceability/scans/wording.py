"""Wording of reports about codes: reasons and states."""

from flask_babel import gettext as _

from traceability.scans.rules.reports import Reason, ReportState


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
