"""What one finds at /tai-khoan: its sections in the navigation of the desks."""

from flask_babel import gettext as _

from core.web.desks.sections import Desk, DeskSection

READ = "account.read"
SECTIONS = (
    DeskSection(Desk.ACCOUNT, "profile.show", "person", lambda: _("Tôi"), READ, rank=10),
    DeskSection(Desk.ACCOUNT, "contacts.form", "mail", lambda: _("Liên hệ"), READ, rank=20),
    DeskSection(Desk.ACCOUNT, "password.form", "key", lambda: _("Mật khẩu"), READ, rank=30),
    DeskSection(Desk.ACCOUNT, "sessions.show", "shield", lambda: _("Thiết bị"), READ, rank=40),
    DeskSection(
        Desk.ACCOUNT,
        "second_factor.show",
        "shield",
        lambda: _("Hai bước"),
        "second_factor.edit",
        rank=45,
    ),
    DeskSection(
        Desk.ACCOUNT, "tokens.show", "list", lambda: _("Mã truy cập"), "token.edit", rank=60
    ),
    DeskSection(Desk.ACCOUNT, "own_data.show", "folder", lambda: _("Dữ liệu"), READ, rank=65),
)
