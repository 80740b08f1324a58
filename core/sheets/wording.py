"""Validation messages of this package: sentence and remedy for every rule."""

from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from core.sheets.problems import SheetProblem


class Wording(NamedTuple):
    """What is wrong, and what to do; both are filled with the facts of the problem."""

    sentence: LazyString
    remedy: LazyString


_SAVE_AS_UTF8 = _(
    "Mở tệp bằng đúng bảng mã đó, rồi lưu lại: Excel → Lưu thành → «CSV UTF-8 (phân tách bằng dấu"
    " phẩy)», hoặc gửi thẳng tệp .xlsx."
)
_VALUES_ONLY = _("Chép ô đó rồi dán lại dạng «Chỉ giá trị».")

STRUCTURE: Mapping[str, Wording] = {
    "unreadable_file": Wording(_("Không đọc được tệp."), _("Kiểm tra đường dẫn và quyền đọc tệp.")),
    "empty_file": Wording(
        _("Tệp không có dòng nào."),
        _("Gửi tệp có dòng tiêu đề và dữ liệu; với .xlsx, chỉ trang đầu được đọc."),
    ),
    "no_rows": Wording(_("Tệp chỉ có dòng tiêu đề."), _("Thêm ít nhất một dòng dữ liệu.")),
    "file_too_large": Wording(
        _("Tệp lớn hơn mức cho phép (%(limit)s byte)."), _("Chia thành nhiều tệp nhỏ hơn.")
    ),
    "not_a_sheet": Wording(
        _("Đây không phải bảng tính mà là tệp loại khác (ảnh, chương trình…)."),
        _("Gửi tệp .xlsx hoặc CSV UTF-8."),
    ),
    "too_many_columns": Wording(
        _("Có hơn %(limit)s cột."), _("Chỉ giữ các cột của danh mục, xóa cột thừa.")
    ),
    "line_too_long": Wording(
        _("Dòng dài quá mức đọc được."), _("Kiểm tra dấu xuống dòng và dấu phân tách của tệp.")
    ),
    "too_many_rows": Wording(_("Tệp có hơn %(limit)s dòng."), _("Chia thành nhiều tệp nhỏ hơn.")),
    "unpacks_too_large": Wording(
        _("Tệp Excel bung ra quá lớn nên không được mở."),
        _("Lưu lại bảng tính, chỉ giữ trang có dữ liệu, hoặc lưu thành CSV UTF-8."),
    ),
    "old_workbook": Wording(
        _("Đây là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu."),
        _("Bỏ mật khẩu và lưu thành .xlsx hoặc CSV UTF-8."),
    ),
    "broken_workbook": Wording(
        _("Tệp .xlsx hỏng hoặc không phải bảng tính."),
        _("Mở bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx."),
    ),
    "wrong_encoding": Wording(
        _("Tệp không phải UTF-8; từ dòng %(line)s trông giống %(encoding)s."), _SAVE_AS_UTF8
    ),
    "quote_unclosed": Wording(
        _("Từ dòng này có dấu ngoặc kép mở mà không đóng, hoặc một ô quá dài."),
        _('Thêm dấu " đóng; dấu " nằm trong nội dung thì viết hai lần: "".'),
    ),
    "quote_misplaced": Wording(
        _("Dấu ngoặc kép đặt sai chỗ."),
        _('Bao cả ô trong dấu "…"; dấu " nằm trong nội dung thì viết hai lần: "".'),
    ),
    "missing_column": Wording(_("Thiếu cột này."), _("Thêm cột, viết đúng tên như trên.")),
    "unknown_column": Wording(
        _("Không có cột nào tên như vậy."), _("Sửa tên cột hoặc bỏ cột khỏi tệp.")
    ),
    "duplicate_column": Wording(_("Cột này xuất hiện hai lần."), _("Giữ lại một cột.")),
    "uneven_row": Wording(
        _("Dòng có %(cells)s ô, tiêu đề có %(columns)s cột."),
        _("Kiểm tra dấu phân tách; ô có dấu phẩy bên trong phải đặt trong ngoặc kép."),
    ),
}

VALUES: Mapping[str, Wording] = {
    "formula_cell": Wording(_("Ô chứa công thức."), _VALUES_ONLY),
    "error_cell": Wording(_("Ô chứa lỗi của bảng tính (#N/A, #REF!…)."), _VALUES_ONLY),
    "damaged_letters": Wording(
        _("Ô có chữ đã hỏng (�)."), _("Lấy lại tệp gốc và lưu thành UTF-8.")
    ),
    "control_character": Wording(
        _("Ô có ký tự ẩn không được phép (%(code)s)."), _("Xóa nội dung ô và gõ lại.")
    ),
    "empty": Wording(_("Ô bắt buộc đang để trống."), _("Điền giá trị.")),
    "too_long": Wording(_("Dài %(length)s ký tự, tối đa %(limit)s."), _("Rút gọn nội dung.")),
    "not_a_choice": Wording(
        _("Giá trị không nằm trong danh mục."), _("Dùng một trong: %(choices)s.")
    ),
    "not_a_whole_number": Wording(
        _("Không phải số nguyên."), _("Viết số từ %(lowest)s đến %(highest)s, chỉ gồm chữ số.")
    ),
    "out_of_range": Wording(
        _("Ngoài khoảng cho phép."), _("Viết số từ %(lowest)s đến %(highest)s.")
    ),
    "not_a_number": Wording(
        _("Không phải số."), _("Viết số không có dấu phân cách hàng nghìn, ví dụ 27,5.")
    ),
    "not_a_day": Wording(_("Không phải ngày."), _("Viết ngày dạng 15/03/2024 hoặc 2024-03-15.")),
    "no_such_day": Wording(_("Lịch không có ngày này."), _("Kiểm tra lại ngày và tháng.")),
}


def worded(problem: SheetProblem, wordings: Mapping[str, Wording]) -> tuple[str, str]:
    """The sentence and the remedy of a problem, in the language of the reader."""
    wording = wordings[problem.rule]
    return str(wording.sentence) % problem.facts, str(wording.remedy) % problem.facts
