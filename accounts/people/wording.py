"""Sentences about what people give themselves: identifier, name, password."""

from flask_babel import gettext as _

from accounts.people.rules.passwords import FEWEST, MOST, PasswordFault


def identifier_unreadable(*, by_phone: bool = True) -> str:
    if by_phone:
        return str(_("Hãy gõ e-mail (mai@example.vn) hoặc số di động (0912 345 678)."))
    return str(_("Hãy gõ địa chỉ e-mail, ví dụ mai@example.vn."))


def no_text_messages() -> str:
    return str(_("Hiện chưa gửi được tin nhắn tới điện thoại. Hãy dùng e-mail."))


def name_unreadable() -> str:
    return str(_("Hãy gõ họ và tên của bạn, ví dụ Nguyễn Thị Mai."))


def name_imitates() -> str:
    return str(_("Tên này giống tên cơ quan hoặc tên của Chợ Sao. Hãy gõ họ và tên của bạn."))


def password_refused(fault: str) -> str:
    sentences: dict[str, str] = {
        PasswordFault.SHORT: _(
            "Mật khẩu cần ít nhất %(n)s ký tự. Một câu dễ nhớ là tốt.", n=FEWEST
        ),
        PasswordFault.LONG: _("Mật khẩu dài nhất %(n)s ký tự.", n=MOST),
        PasswordFault.USUAL: _("Mật khẩu này nhiều người dùng, dễ bị đoán. Hãy chọn câu khác."),
        PasswordFault.PERSONAL: _(
            "Mật khẩu không được trùng tên, e-mail hay số điện thoại của bạn."
        ),
    }
    return sentences[fault]
