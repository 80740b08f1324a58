"""Sentences of problem details (RFC 9457) by code: what is so, and what to do now.

Those of a feature are added by its package at wiring: `services[ProblemSentences] |= …`.
"""

from flask_babel import gettext

from core.composition import services
from core.web.i18n import N_

SENTENCES = {
    "bad_request": N_(
        "Yêu cầu có ký tự không đọc được, quá nhiều tham số hoặc giá trị quá dài. Hãy kiểm tra cách"
        " mã hoá địa chỉ (UTF-8, phần trăm)."
    ),
    "not_found": N_("Không có gì ở địa chỉ này. Danh sách các địa chỉ: /api/docs."),
    "sign_in_required": N_("Hãy đăng nhập, hoặc gửi mã truy cập ở tiêu đề Authorization."),
    "forbidden": N_("Quyền của bạn không cho làm việc này."),
    "method_not_allowed": N_("Địa chỉ này chỉ nhận các phương thức ghi ở tiêu đề Allow."),
    "not_acceptable": N_(
        "Địa chỉ này chỉ trả lời bằng JSON. Hãy gửi Accept: application/json hoặc bỏ tiêu đề đó."
    ),
    "request_timeout": N_("Nội dung gửi lên chưa đến đủ trong thời gian cho phép. Hãy gửi lại."),
    "length_required": N_(
        "Nội dung gửi lên phải ghi độ dài ở tiêu đề Content-Length; không nhận Transfer-Encoding."
    ),
    "too_many_requests": N_("Quá nhiều yêu cầu. Hãy chờ số giây ghi ở tiêu đề Retry-After."),
    "internal_server_error": N_(
        "Lỗi phía máy chủ; yêu cầu này không thể sửa được gì. Khi báo lỗi, hãy ghi kèm request_id."
    ),
    "database_away": N_("Cơ sở dữ liệu tạm thời không trả lời. Hãy thử lại sau ít giây."),
    "media_full": N_("Máy chủ đã hết chỗ chứa tệp, tệp này chưa được lưu. Hãy thử lại sau."),
    "media_unavailable": N_("Kho tệp tạm thời không trả lời. Hãy thử lại sau ít phút."),
    "service_unavailable": N_("Dịch vụ tạm thời không trả lời. Hãy thử lại sau ít giây."),
}


class ProblemSentences(dict[str, str]):
    """The sentence for each code, marked for translation."""


def sentence(code: str) -> str:
    """The sentence for a code in the reader's language; empty for one without."""
    known = services()[ProblemSentences].get(code)
    return gettext(known) if known else ""
