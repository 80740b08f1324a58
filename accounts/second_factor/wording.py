"""Sentences of second factors."""

from flask_babel import gettext as _

from accounts.second_factor.errors import WrongCode
from core.limits.limit import TooManyAttempts

MINUTE = 60


def refusal(no: WrongCode | TooManyAttempts) -> str:
    return too_many(no) if isinstance(no, TooManyAttempts) else wrong_code()


def wrong_code() -> str:
    return str(
        _(
            "Mã không đúng hoặc đã dùng rồi. Hãy gõ mã đang hiện trong ứng dụng; đồng hồ của điện"
            " thoại cần chạy đúng giờ."
        )
    )


def too_many(no: TooManyAttempts) -> str:
    minutes = -(-no.seconds // MINUTE)
    return str(_("Đã thử quá nhiều lần. Hãy chờ %(minutes)s phút rồi thử lại.", minutes=minutes))
