"""Sentences about terms that cannot be read: why, and what to type instead."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from core.web.i18n import thousands
from marketplace.offers.errors import TermRefused

REFUSALS: Mapping[str, LazyString] = {
    "price_not_a_number": _("Giá là số đồng, ví dụ 125.000. Chỉ gõ chữ số."),
    "price_shortened": _("Hãy gõ đủ số, ví dụ 125.000 thay cho 125k."),
    "price_short": _("Giá này thấp quá. Nếu ý bạn là %(meant)s đồng, hãy gõ đủ số 0."),
    "price_not_positive": _("Giá phải lớn hơn 0. Nếu muốn khách hỏi giá, hãy đánh dấu ô Hỏi giá."),
    "price_too_high": _("Giá cao nhất là %(most)s đồng. Hãy xem có thừa số 0 không."),
    "price_too_long": _("Số này dài quá. Hãy xem có thừa chữ số không."),
    "price_missing": _("Hãy gõ giá bán, ví dụ 125.000, hoặc đánh dấu ô Hỏi giá."),
    "stock_not_a_number": _("Số lượng là số nguyên, ví dụ 12. Chỉ gõ chữ số."),
    "stock_shortened": _("Hãy gõ đủ số, ví dụ 1.200 thay cho 1,2k."),
    "stock_out_of_range": _("Số lượng từ 0 đến %(most)s."),
    "stock_too_long": _("Số này dài quá. Hãy xem có thừa chữ số không."),
    "stock_missing": _("Hãy gõ số lượng còn, ví dụ 12; hết hàng thì gõ 0."),
    "quantity_out_of_range": _("Số lượng mỗi đơn từ 1 đến %(most)s."),
    "quantities_crossed": _("Số mua nhiều nhất không được nhỏ hơn số mua ít nhất."),
    "unit_missing": _("Hãy gõ đơn vị bán, ví dụ hộp 500 g."),
    "unreadable": _("Có ký tự không đọc được. Hãy xoá chỗ đó và gõ lại."),
    "too_long": _("Nhiều nhất %(most)s ký tự."),
    "not_a_day": _("Hãy gõ ngày như 15/11/2026."),
    "day_past": _("Ngày này đã qua. Hãy chọn từ hôm nay trở đi, hoặc bỏ trống."),
    "day_too_far": _("Ngày này xa quá. Hãy chọn trong hai năm tới."),
    "season_half": _(
        "Mùa vụ cần cả hai ngày: từ ngày và đến ngày. Không có mùa thì bỏ trống cả hai."
    ),
    "pack_unknown": _("Hãy gõ lượng trong mỗi gói như 500 g, 0,5 kg, 330 ml hoặc 1 lít."),
    "pack_two_readings": _(
        "%(typed)s có thể đọc hai cách. Hãy gõ số không có dấu chấm, ví dụ 1500 g hoặc 1,5 kg."
    ),
    "pack_out_of_range": _("Lượng trong mỗi gói từ 1 g đến 10 tấn (1 ml đến 10.000 lít)."),
    "steps_without_price": _("Hãy gõ giá bán trước, rồi mới đặt giá theo số lượng."),
    "steps_too_many": _("Nhiều nhất %(most)s mức giá."),
    "step_half": _("Mỗi mức cần cả hai: mua từ bao nhiêu và giá mỗi cái."),
    "step_quantity": _("Mua từ %(quantity)s: mỗi mức phải bắt đầu từ số lượng lớn hơn mức trước."),
    "step_not_cheaper": _("Mua từ %(quantity)s: giá phải thấp hơn mức trước."),
    "name_missing": _("Hãy gõ tên sản phẩm như trên nhãn."),
    "not_a_moment": _("Hãy chọn ngày và giờ nhận yêu cầu."),
    "moment_out_of_range": _("Giờ nhận phải trong 30 ngày qua, và không ở tương lai."),
    "code_missing": _("Hãy gõ mã sản phẩm, 10 ký tự dưới mã QR."),
    "code_unknown": _("Không có sản phẩm nào mang mã này. Hãy kiểm tra lại 10 ký tự."),
    "authority_missing": _("Hãy ghi cơ quan yêu cầu."),
    "reason_missing": _("Hãy ghi lý do, để cơ sở biết vì sao."),
    "choice_unknown": _("Hãy chọn một trong các mục có sẵn."),
}


def refusal(no: TermRefused) -> str:
    """The sentence of a refusal, with its facts."""
    facts = {
        name: thousands(value) if isinstance(value, int) else value
        for name, value in no.facts.items()
        if name != "reason"
    }
    return str(REFUSALS[no.reason]) % facts
