"""Validation messages of imported files: sentence and remedy for every rule."""

from collections.abc import Iterable, Iterator, Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from core.sheets.problems import ProblemGroup, ProblemReport, SheetNote
from core.sheets.wording import NOTES, STRUCTURE, VALUES, Wording, worded, worded_note

CATALOGUE: Mapping[str, Wording] = {
    "stars_unknown": Wording(
        _("Số sao không hợp lệ."), _("Viết 3, 4, 5, hoặc 5p cho «tiềm năng 5 sao».")
    ),
    "province_resembles": Wording(
        _("Không có tỉnh, thành phố nào tên như vậy; có phải là «%(near)s»?"),
        _("Viết tên tỉnh hiện nay hoặc tên trước 01/07/2025."),
    ),
    "producer_renamed": Wording(
        _("Sản phẩm này đã có, mã %(code)s, của «%(producer)s»: cơ sở đổi tên hay là cơ sở khác?"),
        _("Đổi tên: ghi mã %(code)s vào cột code. Cơ sở khác: giữ cả dòng cũ trong tệp."),
    ),
    "assessed_with_paper": Wording(
        _("Dòng ghi là mới đánh giá nhưng lại có số quyết định hoặc ngày của giấy chứng nhận."),
        _("Nếu đã có quyết định, ghi recognised (đã công nhận); nếu chưa, để trống các ô đó."),
    ),
    "province_unknown": Wording(
        _("Không có tỉnh, thành phố nào tên như vậy."),
        _("Viết tên tỉnh hiện nay hoặc tên trước 01/07/2025, ví dụ: Bắc Giang."),
    ),
    "price_elsewhere": Wording(
        _("Danh mục không nhận giá bán."),
        _("Để trống cột này; giá do cơ sở tự đặt ở gian hàng."),
    ),
    "source_date_unreadable": Wording(
        _("Ngày của nguồn không đọc được."), _("Viết dạng 2024-03-15, 2024-03 hoặc 2024.")
    ),
    "day_in_future": Wording(_("Ngày ở tương lai."), _("Kiểm tra lại năm, tháng, ngày.")),
    "before_programme": Wording(
        _("Trước khi có Chương trình OCOP (%(start)s)."), _("Kiểm tra lại năm.")
    ),
    "issued_in_other_year": Wording(
        _("Ngày cấp không thuộc năm %(year)s của cột year."), _("Sửa một trong hai cột.")
    ),
    "expires_before_issue": Wording(
        _("Ngày hết hạn trước ngày cấp."), _("Kiểm tra lại hai ngày trên giấy chứng nhận.")
    ),
    "term_too_long": Wording(
        _("Thời hạn dài hơn 36 tháng."), _("Ghi đúng ngày cuối in trên giấy chứng nhận.")
    ),
    "potential_without_term": Wording(
        _("Sản phẩm tiềm năng 5 sao chưa có giấy chứng nhận nên không có ngày hết hạn."),
        _("Để trống ngày hết hạn."),
    ),
    "code_mistyped": Wording(
        _("Mã sản phẩm sai."), _("Mã có 10 ký tự, in dưới mã QR. Để trống nếu chưa có mã.")
    ),
    "gtin_malformed": Wording(
        _("GTIN không hợp lệ."), _("GTIN có 8, 12, 13 hoặc 14 chữ số; định dạng ô là văn bản.")
    ),
    "gtin_check_digit": Wording(
        _("Chữ số kiểm tra của GTIN không khớp."), _("Gõ lại dãy số dưới mã vạch.")
    ),
    "product_repeated": Wording(_("Sản phẩm này đã có ở dòng %(first)s."), _("Giữ lại một dòng.")),
    "code_repeated": Wording(_("Mã này đã có ở dòng %(first)s."), _("Mỗi sản phẩm một mã.")),
    "gtin_repeated": Wording(_("GTIN này đã có ở dòng %(first)s."), _("Mỗi sản phẩm một GTIN.")),
    "code_taken": Wording(
        _("Mã %(code)s đã cấp cho thứ khác."), _("Để trống để hệ thống cấp mã mới.")
    ),
    "gtin_taken": Wording(
        _("GTIN đã thuộc sản phẩm có mã %(code)s."), _("Kiểm tra lại GTIN của hai sản phẩm.")
    ),
    "product_twice": Wording(
        _("Sản phẩm này đã có trong danh mục với mã %(code)s."), _("Dùng mã đó.")
    ),
    "area_repeated": Wording(_("Dòng này đã có ở dòng %(first)s."), _("Giữ lại một dòng.")),
    "area_unknown": Wording(
        _("Chưa có vùng nguyên liệu tên như vậy."), _("Nhập tệp vùng nguyên liệu trước.")
    ),
    "product_unknown": Wording(
        _("Chưa có sản phẩm này, hoặc có nhiều sản phẩm trùng tên."),
        _("Nhập danh mục sản phẩm trước; ghi đúng tên, cơ sở, huyện và tỉnh."),
    ),
}
CATALOGUE_NOTES: Mapping[str, LazyString] = {
    "commune_unknown": _(
        "Không nhận ra xã, phường «%(commune)s» (%(where)s), nên chưa biết đơn vị hiện nay:"
        " dòng %(rows)s."
    ),
    "more_communes": _("… và %(hidden)s xã, phường nữa chưa nhận ra."),
    "commune_ambiguous": _(
        "«%(commune)s» (%(where)s) có thể là nhiều nơi; ghi rõ hơn (kèm «xã», «phường», huyện):"
        " dòng %(rows)s."
    ),
}
EVERY_RULE = {**STRUCTURE, **VALUES, **CATALOGUE}
EVERY_NOTE = {**NOTES, **CATALOGUE_NOTES}


def note_lines(notes: Iterable[SheetNote]) -> Iterator[str]:
    """What of the file was not read, or not understood."""
    for note in notes:
        yield gettext("Lưu ý: %(note)s", note=worded_note(note, EVERY_NOTE))


def report_lines(report: ProblemReport) -> Iterator[str]:
    """The report for a terminal: place, value, rule, remedy; at the end the counts."""
    yield from note_lines(report.notes)
    for group in report.groups.values():
        sentence, remedy = worded(group.problem, EVERY_RULE)
        yield f"{_place(group)}[{group.problem.rule}] {sentence} → {remedy}"
    if report.hidden:
        yield gettext("… và %(hidden)d lỗi nữa.", hidden=report.hidden)
    counts = ", ".join(f"{rule} × {number}" for rule, number in report.counts.most_common())
    yield gettext("Tệp bị từ chối, không có gì được lưu. Lỗi: %(counts)s.", counts=counts)


def _place(group: ProblemGroup) -> str:
    problem = group.problem
    column = gettext("cột %(column)s", column=problem.column) if problem.column else ""
    value = f"«{problem.value}»" if problem.value and problem.value != problem.column else ""
    place = " ".join(filter(None, (", ".join(filter(None, (_rows(group), column))), value)))
    return f"{place}: " if place else ""


def _rows(group: ProblemGroup) -> str:
    if not group.rows:
        return ""
    rows = ", ".join(map(str, group.rows))
    more = group.number - len(group.rows)
    if more:
        return str(gettext("dòng %(rows)s và %(more)d dòng nữa", rows=rows, more=more))
    return str(gettext("dòng %(rows)s", rows=rows))
