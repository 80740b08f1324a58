"""What is said of photographs, and why one is refused: what is so, why, and what to do now."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from core.errors import DomainError
from core.images.errors import ImageRefused
from core.media.store import MediaFull, MediaUnavailable
from core.web.i18n import N_
from marketplace.albums.queries.album import PhotographStanding
from marketplace.photographs.errors import (
    PhotographTooLarge,
    TooManyPhotographs,
    UploadUnknown,
    WrongOffset,
)
from marketplace.photographs.rules.limits import MOST, MOST_BYTES

MEGABYTES = MOST_BYTES // 1024 // 1024
PROBLEMS = {
    "photograph_unknown": N_("Sản phẩm không có ảnh này, hoặc ảnh đã được xoá."),
    "upload_unknown": N_("Lần gửi này không còn. Hãy chọn ảnh và gửi lại."),
    "wrong_offset": N_("Phần này không nối tiếp phần trước. Hãy gửi tiếp từ Upload-Offset."),
}
STANDINGS = {
    PhotographStanding.BEING_MADE: lazy_gettext("Đang xử lý"),
    PhotographStanding.FAILED: lazy_gettext("Không xử lý được"),
    PhotographStanding.SHOWN: lazy_gettext("Khách đang thấy"),
    PhotographStanding.WAITING: lazy_gettext("Chờ sàn duyệt"),
    PhotographStanding.NOT_SUBMITTED: lazy_gettext("Chưa gửi duyệt"),
}
BADGES = {
    PhotographStanding.BEING_MADE: "wait",
    PhotographStanding.FAILED: "bad",
    PhotographStanding.SHOWN: "good",
    PhotographStanding.WAITING: "warn",
    PhotographStanding.NOT_SUBMITTED: "plain",
}
# Everything that can stand in the way of a photograph, put beside its field.
REFUSALS = (
    ImageRefused,
    PhotographTooLarge,
    TooManyPhotographs,
    MediaFull,
    MediaUnavailable,
    UploadUnknown,
    WrongOffset,
)


def refusal(no: DomainError) -> str:
    """The sentence of one of REFUSALS."""
    if isinstance(no, ImageRefused):
        return _image_refusal(no.reason)
    sentences = {
        PhotographTooLarge.code: _(
            "Ảnh này lớn hơn %(most)s MB. Hãy chọn ảnh khác, hoặc giảm cỡ ảnh trong điện thoại.",
            most=MEGABYTES,
        ),
        TooManyPhotographs.code: _(
            "Mỗi sản phẩm có nhiều nhất %(most)s ảnh. Hãy xoá bớt một ảnh rồi thêm.", most=MOST
        ),
        MediaFull.code: _(
            "Máy chủ hết chỗ chứa nên ảnh này chưa được lưu; ảnh cũ vẫn còn. Hãy thử lại sau."
        ),
        MediaUnavailable.code: _("Kho ảnh tạm thời không trả lời. Hãy thử lại sau ít phút."),
    }
    return str(sentences.get(no.code) or _(PROBLEMS[no.code]))


def _image_refusal(reason: str) -> str:
    sentences = {
        "empty": _("Tệp này trống. Hãy chọn lại ảnh."),
        "unknown": _(
            "Tệp này không phải ảnh JPEG, PNG, WebP hay HEIC. Hãy chụp hoặc chọn một ảnh khác."
        ),
        "animated": _("Ảnh này là ảnh động. Hãy chọn một ảnh đứng yên."),
        "too_large": _(
            "Ảnh này có quá nhiều điểm ảnh (nhiều nhất 25 triệu). Hãy giảm cỡ ảnh rồi gửi lại."
        ),
        "broken": _("Ảnh này bị hỏng hoặc chưa tải về đủ. Hãy mở thử trên máy rồi chọn lại."),
    }
    return str(sentences[reason])
