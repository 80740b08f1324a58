"""What there is to tell about a scanned code, as sentences in the reader's language."""

from flask_babel import gettext

from certification.certificates.wording import MESSAGES as CERTIFICATE_MESSAGES
from core.web.i18n import N_
from storefront.api.schemas.code_answers import Message

SENTENCES = {
    **CERTIFICATE_MESSAGES,
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
