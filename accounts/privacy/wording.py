"""Sentences of privacy: what a person's file is, and what is kept after an account is gone."""

from flask_babel import gettext as _

from accounts.consents.rules.purposes import ConsentPurpose
from accounts.privacy.services.holdings import Holdings
from core.web.i18n import N_

PURPOSES = {
    ConsentPurpose.TERMS: N_("Quy chế hoạt động của sàn"),
    ConsentPurpose.PRIVACY: N_("Cách bảo vệ dữ liệu cá nhân"),
    ConsentPurpose.NEWS: N_("Thư về hội chợ, lớp tập huấn và tin của chương trình OCOP"),
}


def purpose_in_words(purpose: ConsentPurpose) -> str:
    return str(_(PURPOSES[purpose]))


def acts_are_kept() -> str:
    return str(
        _(
            "Nhật ký các việc chính thức, có tên người làm: giữ nguyên, vì pháp luật về công vụ và"
            " giao dịch điện tử cần biết ai đã làm gì."
        )
    )


def consents_are_kept() -> str:
    return str(
        _("Bằng chứng bạn đã đồng ý hay rút lại điều gì, không còn kèm tên: giữ 5 năm sau khi xoá.")
    )


def delegations_are_kept() -> str:
    return str(
        _("Việc ai được làm thay cơ sở nào, từ ngày nào đến ngày nào: giữ 5 năm như hợp đồng.")
    )


def kept(holdings: Holdings) -> list[str]:
    return [holding.kept() for holding in holdings if holding.kept]


def read_me(holdings: Holdings) -> str:
    """In the reader's language; names of files and fields are the same everywhere."""
    lines = [
        _("Mọi điều Chợ Sao giữ về bạn, mỗi loại một tệp JSON."),
        _(
            "Mật khẩu, khoá bí mật và mã dự phòng không có ở đây: không ai được đọc chúng, kể cả"
            " từ tệp này."
        ),
        "",
        *(f"{holding.name}.json" for holding in holdings),
        "",
        _("Giữ lại khi tài khoản bị xoá:"),
        *(f"- {sentence}" for sentence in kept(holdings)),
        "",
    ]
    return "\n".join(map(str, lines))
