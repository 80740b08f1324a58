"""Wording of delegations: the consent by its versions, and what a delegate may do."""

from collections.abc import Mapping

from flask_babel import gettext as _

from core.access.roles import Role
from core.web.i18n import N_

# What was agreed to stays readable: a new text gets a new version.
CONSENT_TEXTS: Mapping[str, str] = {
    "2026-11": N_(
        "Cơ sở đồng ý để người này đăng nhập bằng tài khoản của mình và làm thay cơ sở trên Chợ Sao"
        " trong thời gian và phạm vi ghi dưới đây. Mỗi thay đổi ghi tên cả người làm thay và cơ sở."
        " Người này thấy được dữ liệu của cơ sở cần cho việc đó, không thấy mật khẩu và không đổi"
        " được hồ sơ, tài khoản nhận tiền hay người làm. Cơ sở thôi đồng ý lúc nào cũng được; người"
        " đó hết quyền ngay."
    ),
}


def consent_text(version: str) -> str:
    """The words that were agreed to, in the reader's language."""
    return str(_(CONSENT_TEXTS[version]))


def delegate_roles() -> dict[Role, str]:
    """What a delegate may do for the producer."""
    return {
        Role.PRODUCER_HELPER: _("Số hàng còn, ảnh và tem"),
        Role.PRODUCER_STAFF: _("Mọi việc hằng ngày: sản phẩm, giá, số hàng còn, ảnh, tem"),
    }
