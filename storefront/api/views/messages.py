"""What there is to tell about a scanned code, as sentences in the reader's language."""

from flask_babel import gettext

from core.web.i18n import N_
from storefront.api.schemas.code_answers import Message

SENTENCES = {
    "certificate_valid": N_("Giấy chứng nhận OCOP đang có hiệu lực."),
    "certificate_expiring": N_("Giấy chứng nhận OCOP đang có hiệu lực và sắp hết hạn."),
    "certificate_unconfirmed": N_(
        "Chưa xác nhận được giấy chứng nhận OCOP còn hiệu lực hay không."
    ),
    "certificate_potential": N_("Sản phẩm tiềm năng 5 sao, chưa được công nhận 5 sao."),
    "certificate_suspended": N_("Giấy chứng nhận OCOP đang bị đình chỉ."),
    "certificate_expired": N_("Giấy chứng nhận OCOP đã hết hạn."),
    "certificate_revoked": N_("Giấy chứng nhận OCOP đã bị thu hồi."),
    "certificate_withdrawn": N_("Chủ thể đã trả lại giấy chứng nhận OCOP."),
    "certificate_pending": N_("Giấy chứng nhận OCOP chưa có hiệu lực."),
    "certificate_none": N_("Sản phẩm chưa có giấy chứng nhận OCOP."),
    "certificate_day_unknown": N_("Nguồn công bố không ghi đủ ngày cấp."),
    "certificate_days_approximate": N_("Ngày cấp và ngày hết hạn chỉ biết trong khoảng."),
    "packaging_prints_other_level": N_("Bao bì có thể còn in hạng sao khác."),
    "revocation_concerns_buyers": N_(
        "Lý do thu hồi liên quan đến người mua: hãy hỏi nơi bán trước khi dùng."
    ),
    "code_reserved": N_("Mã đã được dành riêng, chưa in lên nhãn."),
    "code_printed": N_("Nhãn đã in nhưng chưa được kích hoạt."),
    "code_void": N_("Mã này đã bị huỷ."),
    "code_stolen": N_("Nhãn mang mã này đã bị báo mất."),
    "code_recalled": N_("Sản phẩm mang mã này đang bị thu hồi khỏi thị trường."),
    "code_retired": N_("Mã này đã ngừng dùng."),
    "area_undeclared": N_("Cơ sở chưa khai báo vùng nguyên liệu."),
}


def message(code: str) -> Message:
    """The sentence for a code; empty for one this table does not know yet."""
    known = SENTENCES.get(code)
    return Message(code=code, text=gettext(known) if known else "")
