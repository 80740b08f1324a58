"""Sentences about one-time codes."""

from flask_babel import gettext as _
from flask_babel import ngettext

from accounts.confirmation.services.codes import Redemption


def refused(redemption: Redemption) -> str:
    """Why a code does not count, and what now."""
    if redemption.tries_left:
        return str(
            ngettext(
                "Mã không đúng. Hãy xem lại tin nhắn; còn %(num)d lần thử.",
                "Mã không đúng. Hãy xem lại tin nhắn; còn %(num)d lần thử.",
                redemption.tries_left,
            )
        )
    return str(_("Mã này đã hết hạn, đã dùng hoặc gõ sai quá nhiều lần. Hãy gửi mã mới."))


def too_many_codes() -> str:
    return str(_("Hôm nay đã gửi quá nhiều mã. Hãy thử lại sau, hoặc liên hệ chúng tôi."))
