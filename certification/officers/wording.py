"""Wording of the officers' desk: verbs, what each asks for, filters."""

from flask_babel import gettext as _

from certification.certificates.rules.events import EventKind
from certification.certificates.rules.standing import WARNED_AT
from certification.certificates.wording import facet_names
from certification.officers.queries.overseen import RUNNING_OUT


def verb_names() -> dict[str, str]:
    """What an officer can put on record, as the choice says it."""
    return {
        "grant": _("Công nhận"),
        "renew": _("Đánh giá lại"),
        "extend": _("Giữ hiệu lực khi chờ đánh giá lại"),
        "rerate": _("Phân hạng lại"),
        "suspend": _("Đình chỉ"),
        "lift": _("Hết đình chỉ"),
        "revoke": _("Thu hồi"),
    }


def verb_notes() -> dict[str, str]:
    """What each means, for whoever does not do it every day."""
    return {
        "grant": _("Có quyết định công nhận mới; giấy có hạn 36 tháng."),
        "renew": _("Có kết quả đánh giá lại: giấy mới, hạn 36 tháng mới."),
        "extend": _("Chưa kịp đánh giá lại: giữ hiệu lực thêm nhiều nhất 180 ngày."),
        "rerate": _("Số sao đổi theo quyết định."),
        "suspend": _("Sản phẩm tạm mất sao cho đến khi hết đình chỉ."),
        "lift": _("Sản phẩm có lại số sao của giấy còn hạn."),
        "revoke": _("Mất sao hẳn, theo một căn cứ của khoản 1 Điều 8."),
    }


def field_hints(kind: EventKind | None) -> dict[str, str]:
    """What stands under a field of the form of an act."""
    if kind is EventKind.EXTENDED:
        last_day = _("Nhiều nhất 180 ngày sau khi giấy hết hạn.")
    else:
        last_day = _("Để trống nếu giấy không in ngày cuối: khi đó là 36 tháng.")
    return {
        "on": _("Từ ngày này tình trạng thay đổi."),
        "signed": _("Cần ghi khi ngày có hiệu lực chưa đến."),
        "last_day": last_day,
        "reason": _("Mọi người đọc được trên trang công khai. Đừng ghi tên hay số điện thoại."),
    }


def filter_names() -> dict[str, str]:
    """What the list of products is filtered by."""
    near = {f"{RUNNING_OUT}_{days}": _("Hết hạn trong %(n)s ngày", n=days) for days in WARNED_AT}
    return near | facet_names()
