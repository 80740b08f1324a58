"""What roles within a team are called, and what each may do."""

from flask_babel import gettext as _

from core.access.roles import Role


def role_names() -> dict[Role, str]:
    return {
        Role.PRODUCER_OWNER: _("Chủ cơ sở"),
        Role.PRODUCER_STAFF: _("Nhân viên"),
        Role.PRODUCER_HELPER: _("Người phụ giúp"),
    }


def role_notes() -> dict[Role, str]:
    return {
        Role.PRODUCER_OWNER: _("làm được mọi việc, cả hồ sơ, tài khoản nhận tiền và mời người"),
        Role.PRODUCER_STAFF: _("sửa sản phẩm, giá, kho, ảnh; không mời được người"),
        Role.PRODUCER_HELPER: _("cập nhật số hàng còn, chụp ảnh, in tem"),
    }
