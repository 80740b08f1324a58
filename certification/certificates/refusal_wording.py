"""Error messages of refused events: why, and what to do about it, on a page or a terminal."""

from collections.abc import Mapping
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from certification.certificates.rules.state import State
from certification.certificates.wording import state_phrase
from core.errors import DomainError

SENTENCES: Mapping[str, LazyString] = {
    "not_found": _("Không có giấy chứng nhận nào mang mã %(certificate)s."),
    "certificate_not_in_force": _(
        "Ngày đó không có giấy chứng nhận đang còn hiệu lực (%(state)s); hãy kiểm tra ngày, hoặc"
        " ghi quyết định công nhận trước."
    ),
    "certificate_already_in_force": _(
        "Giấy chứng nhận đang còn hiệu lực: ghi đánh giá lại hoặc phân hạng lại,"
        " không công nhận lần nữa."
    ),
    "certificate_already_revoked": _(
        "Giấy chứng nhận đã bị thu hồi: sau đó chỉ có thể ghi một quyết định công nhận mới."
    ),
    "certificate_still_suspended": _(
        "Giấy chứng nhận đang bị đình chỉ: ghi việc hết đình chỉ trước."
    ),
    "certificate_not_suspended": _(
        "Ngày đó giấy chứng nhận không bị đình chỉ (%(state)s) nên không có gì để gỡ."
    ),
    "certificate_already_proposed": _("Sản phẩm đã được đề xuất 5 sao và đang chờ kết quả."),
    "event_before_grant": _(
        "Ngày hiệu lực trước ngày công nhận (%(granted)s); hãy kiểm tra lại ngày."
    ),
    "event_before_programme": _(
        "Ngày %(day)s trước khi có Chương trình OCOP (%(start)s); hãy kiểm tra lại năm."
    ),
    "event_in_future": _(
        "Ngày %(day)s chưa đến (hôm nay %(today)s): điều có hiệu lực sau này phải là quyết định đã"
        " ký; hãy ghi ngày ký, hoặc ghi vào ngày đó."
    ),
    "event_too_far_ahead": _(
        "Ngày %(day)s quá xa: chỉ ghi trước nhiều nhất 12 tháng, đến %(latest)s; hãy kiểm tra lại"
        " năm."
    ),
    "signed_in_future": _(
        "Ngày ký %(signed)s chưa đến (hôm nay %(today)s); hãy kiểm tra lại ngày ký."
    ),
    "effect_before_signing": _(
        "Ngày hiệu lực %(day)s trước ngày ký %(signed)s; hãy kiểm tra hai ngày."
    ),
    "last_day_required": _("Gia hạn phải nêu ngày cuối: còn hiệu lực đến hết ngày nào."),
    "extension_before_rule": _(
        "Ngày %(day)s chưa có quy định về gia hạn: khoản 3 Điều 12 Quyết định 26/2026/QĐ-TTg có"
        " hiệu lực từ %(start)s."
    ),
    "extension_not_longer": _(
        "Ngày cuối %(last_day)s không sau ngày giấy hết hạn (%(until)s) nên không gia hạn gì; hãy"
        " kiểm tra lại ngày."
    ),
    "extension_too_long": _(
        "Ngày cuối %(last_day)s quá xa: giấy được giữ hiệu lực nhiều nhất 180 ngày sau khi hết hạn,"
        " đến %(latest)s."
    ),
    "paper_end_unknown": _(
        "Chưa rõ giấy hết hạn ngày nào nên không biết được gia hạn đến %(last_day)s hay không. Hãy"
        " ghi ngày cuối in trên giấy trước: đính chính mục công nhận, có ngày"
        " cuối."
    ),
    "nothing_to_correct": _(
        "Hồ sơ của giấy chứng nhận này không có mục số %(number)s; hãy xem lại số mục."
    ),
    "already_corrected": _(
        "Mục số %(number)s đã được đính chính; nếu lần đính chính sai, hãy đính chính chính mục đó."
    ),
    "corrects_an_annulment": _(
        "Mục số %(number)s là một lần đính chính bỏ mục; hãy ghi lại việc đã bỏ, không bỏ lần nữa."
    ),
    "correction_unexplained": _("Đính chính phải nêu lý do cho mọi người đọc."),
    "second_person_required": _("Đính chính cần người thứ hai, khác với người ghi (%(actor)s)."),
    "correction_upsets_later": _(
        "Bỏ mục số %(number)s thì mục số %(later)s, ghi cho ngày sau đó, không thể xảy ra; hãy đính"
        " chính mục số %(later)s trước."
    ),
    "event_contradicts_later": _(
        "Nếu ghi điều này thì mục số %(later)s, đã ghi cho ngày sau đó, không thể xảy ra; hãy xem"
        " lại ngày, hoặc đính chính mục số %(later)s trước."
    ),
    "stars_out_of_range": _("Giấy chứng nhận chỉ có 3, 4 hoặc 5 sao; hãy ghi số sao."),
    "same_stars": _(
        "Giấy chứng nhận vốn đã có %(stars)s sao: phân hạng lại phải sang hạng khác; giữ hạng thì"
        " ghi đánh giá lại (renew)."
    ),
    "revocation_ground_required": _(
        "Thu hồi phải nêu căn cứ: một trong các điểm %(grounds)s khoản 1 Điều 8 Quyết định"
        " 26/2026/QĐ-TTg."
    ),
    "last_day_before_start": _(
        "Ngày cuối in trên giấy (%(last_day)s) trước ngày bắt đầu (%(day)s); hãy kiểm tra hai ngày."
    ),
    "term_over_before_start": _(
        "Giấy ký ngày %(signed)s có hạn 36 tháng, đến %(last_day)s, nên hết hạn trước khi có hiệu"
        " lực (%(day)s); hãy kiểm tra hai ngày."
    ),
    "last_day_too_late": _(
        "Ngày cuối %(last_day)s quá xa: giấy có hạn nhiều nhất 36 tháng, đến %(latest)s; hãy kiểm"
        " tra lại năm."
    ),
}


def refusal(no: DomainError) -> str:
    """The sentence for a refusal in the reader's language."""
    facts = {name: _worded(name, value) for name, value in no.facts.items()}
    return str(SENTENCES[no.code]) % facts


def _worded(name: str, value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return state_phrase(State(str(value))) if name == "state" else str(value)
