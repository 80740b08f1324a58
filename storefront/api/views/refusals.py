"""The sentences of refused parameters and unknown codes, in the reader's language."""

from flask import Response
from flask_babel import gettext

from core.api.parameters import BadParameters, Fault
from core.api.problems import ParameterFault
from core.errors import DomainError
from core.web.i18n import N_
from core.web.problems import problem

SENTENCES = {
    "unknown_parameter": N_("Không có tham số này."),
    "unknown_parameter_near": N_("Không có tham số này. Ý bạn là %(nearest)s?"),
    "given_twice": N_("Tham số này chỉ được gửi một lần."),
    "not_a_whole_number": N_("Phải là số nguyên không âm, chỉ gồm các chữ số 0–9."),
    "out_of_range": N_("Phải từ %(low)s đến %(high)s."),
    "too_long": N_("Dài nhất %(limit)s ký tự."),
    "unknown_value": N_("“%(value)s” không dùng được ở đây. Các giá trị: %(allowed)s."),
    "unknown_province": N_(
        "Không có tỉnh, thành nào tên “%(value)s”. Danh sách: /api/v1/provinces."
    ),
    "range_reversed": N_("Giá đến không được thấp hơn giá từ (min_price)."),
    "page_too_deep": N_(
        "Chỉ đọc được %(limit)s kết quả đầu: với per_page này, trang cuối là %(last)s. Hãy chia nhỏ"
        " theo tỉnh hoặc ngành."
    ),
    "product_unknown": N_("Không có sản phẩm nào mang mã này."),
    "code_unknown": N_(
        "Mã này chưa từng được cấp. Có thể nhãn bị in sai hoặc không phải của chương trình."
    ),
    "code_mistyped": N_("Mã sai ký tự kiểm tra: có lẽ gõ nhầm một ký tự. Hãy xem lại trên nhãn."),
    "code_malformed": N_(
        "Đây không phải mã công khai: mã gồm 10 chữ số và chữ cái, không có I, L, O, U."
    ),
}


def parameters_refused(error: BadParameters) -> Response:
    """422 with every wrong parameter by name; the first sentence is the detail."""
    errors = [
        ParameterFault(parameter=fault.parameter, code=fault.code, detail=_sentence(fault))
        for fault in error.faults
    ]
    detail = f"{errors[0].parameter}: {errors[0].detail}"
    return problem(422, "invalid_parameter", detail, errors=errors)


def code_refused(error: DomainError) -> Response:
    """404 that tells a typing mistake from something that was never a code."""
    return not_there(error.code)


def not_there(code: str) -> Response:
    return problem(404, code, gettext(SENTENCES[code]))


def _sentence(fault: Fault) -> str:
    code = fault.code
    if code == "unknown_parameter" and fault.facts["nearest"]:
        code = "unknown_parameter_near"
    return gettext(SENTENCES[code], **fault.facts) if code in SENTENCES else code
