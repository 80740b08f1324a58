"""Sentences of signing in: alike for people who are known and who are not."""

from flask_babel import gettext as _
from flask_babel import ngettext

from core.limits.limit import TooManyAttempts

MINUTE = 60


def wrong() -> str:
    return str(_("E-mail, số điện thoại hoặc mật khẩu không đúng."))


def own_password_wrong() -> str:
    return str(_("Mật khẩu không đúng. Hãy gõ lại, hoặc đặt lại mật khẩu nếu đã quên."))


def too_many(refusal: TooManyAttempts) -> str:
    return str(
        _(
            "Đã thử quá nhiều lần. Hãy chờ %(wait)s rồi thử lại, hoặc đặt lại mật khẩu.",
            wait=minutes(refusal.seconds),
        )
    )


def minutes(seconds: int) -> str:
    """How long to wait, in whole minutes."""
    return str(ngettext("%(num)d phút", "%(num)d phút", -(-seconds // MINUTE)))
