"""Wording of what was read and led nowhere, and of reports about codes."""

from flask_babel import gettext as _

from core.code_recognition import CodeFault
from core.codes import printed
from traceability.resolver.rules.typed import ReadingFault
from traceability.scans.errors import TooManyReports
from traceability.scans.rules.reports import Reason, ReportState


def fault_sentence(fault: ReadingFault) -> str:
    """What was read, and what is missing or wrong."""
    says = {"read": fault.read, "n": fault.difference}
    match fault.reason:
        case CodeFault.CHECK_CHARACTER:
            text = _(
                "Đọc được %(read)s. Sai ký tự, kiểm tra lại: có thể một ký tự gõ nhầm hoặc hai ký"
                " tự đổi chỗ.",
                **says,
            )
        case CodeFault.LETTERS:
            text = _(
                "Đọc được %(read)s. Mã chỉ gồm chữ số và chữ cái không dấu, không có chữ U.", **says
            )
        case CodeFault.SHORT:
            text = _("Đọc được %(read)s: còn thiếu %(n)s ký tự. Mã có mười ký tự.", **says)
        case CodeFault.LONG:
            text = _("Đọc được %(read)s: thừa %(n)s ký tự. Mã có mười ký tự.", **says)
        case "gs1":
            text = _gs1_sentence(fault)
        case "barcode" | "digits" | "rounded":
            text = _number_sentence(fault)
        case "address" if fault.read:
            text = _(
                "Đọc được địa chỉ %(read)s, trong đó không có mã nào: đây không phải địa chỉ in"
                " trên tem của Chợ Sao.",
                **says,
            )
        case "address":
            text = _("Địa chỉ này không phải địa chỉ in trên tem của Chợ Sao.")
        case _:
            text = _(
                "Không thấy mã nào trong phần vừa gõ. Mã có mười ký tự, in dưới hình vuông QR trên"
                " tem; số mã vạch có 8 đến 14 chữ số."
            )
    return str(text)


def _number_sentence(fault: ReadingFault) -> str:
    says = {"read": fault.read, "length": len(fault.read)}
    match fault.reason:
        case "barcode":
            text = _("Đọc được %(read)s. Số mã vạch không đúng, kiểm tra lại từng chữ số.", **says)
        case "rounded":
            text = _(
                "Đọc được %(read)s: bảng tính đã làm tròn số mã vạch. Hãy đổi ô đó sang định dạng"
                " số không có phần thập phân, rồi chép lại đủ chữ số.",
                **says,
            )
        case _:
            text = _(
                "Đọc được %(length)s chữ số: %(read)s. Số mã vạch có 8, 12, 13 hoặc 14 chữ số, mã"
                " trên tem có mười ký tự.",
                **says,
            )
    return str(text)


def _gs1_sentence(fault: ReadingFault) -> str:
    says = {"read": fault.read, "name": fault.identifier, "n": fault.difference}
    match fault.detail:
        case "no_key":
            text = _("Đọc được %(read)s, còn thiếu số của sản phẩm: (01) và 14 chữ số.", **says)
        case "check_digit":
            text = _(
                "Đọc được (%(name)s) %(read)s. Chữ số kiểm tra không đúng, so lại từng chữ số.",
                **says,
            )
        case "too_short" | "empty":
            text = _("Đọc được (%(name)s) %(read)s: còn thiếu %(n)s ký tự.", **says)
        case "too_long":
            text = _("Đọc được (%(name)s) %(read)s: thừa %(n)s ký tự.", **says)
        case "date":
            text = _(
                "Đọc được (%(name)s) %(read)s: không phải ngày, viết năm, tháng, ngày (261231).",
                **says,
            )
        case _:
            text = _("Đọc được %(read)s: không đúng quy tắc của mã vạch GS1.", **says)
    return str(text)


def barcode_unknown(gtin: str) -> str:
    return str(
        _(
            "Đọc được số mã vạch %(gtin)s. Mã vạch này chưa có trong hệ thống. Hãy tìm theo tên,"
            " hoặc gõ mã mười ký tự trên tem.",
            gtin=gtin.removeprefix("0"),
        )
    )


def choice_name(code: str, product: str | None) -> str:
    """One of several codes that were read, by which people tell them apart."""
    return f"{printed(code)} – {product}" if product else printed(code)


def reasons() -> dict[Reason, str]:
    return {
        Reason.COUNTERFEIT: _("Nghi hàng giả, hàng nhái"),
        Reason.OTHER_PRODUCT: _("Tem dán trên sản phẩm khác"),
        Reason.WRONG_FACTS: _("Thông tin trên trang sai"),
        Reason.STALE_STARS: _("Hết hạn mà bao bì vẫn dán sao"),
        Reason.QUALITY: _("Chất lượng không như công bố"),
        Reason.UNREADABLE: _("Mã không mở được"),
    }


def too_many_reports(no: TooManyReports) -> str:
    if no.facts["whose"] == "visitor":
        text = _("Mỗi người gửi nhiều nhất %(most)s báo cáo một ngày.", most=no.facts["most"])
    else:
        text = _(
            "Hôm nay đã có %(most)s báo cáo từ mạng bạn đang dùng. Hãy gửi lại vào ngày mai, hoặc"
            " từ một mạng khác.",
            most=no.facts["most"],
        )
    return str(text)


def report_states() -> dict[ReportState, str]:
    return {
        ReportState.RECEIVED: _("Đã nhận"),
        ReportState.CHECKING: _("Đang kiểm tra"),
        ReportState.CONCLUDED: _("Đã có kết luận"),
    }
