"""Validation messages of this package: sentence and remedy for every rule."""

from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from core.sheets.problems import SheetNote, SheetProblem


class Wording(NamedTuple):
    """What is wrong, and what to do; both are filled with the facts of the problem."""

    sentence: LazyString
    remedy: LazyString


_SAVE_AS_UTF8 = _(
    "Mở tệp bằng đúng bảng mã đó, rồi lưu lại: Excel → Lưu thành → «CSV UTF-8 (phân tách bằng dấu"
    " phẩy)», hoặc gửi thẳng tệp .xlsx."
)
_FROM_THE_SOURCE = _(
    "Lấy lại tệp gốc, mở đúng bảng mã hoặc phông chữ, chuyển sang Unicode rồi lưu thành UTF-8"
    " hoặc .xlsx."
)
_AS_TEXT = _("Định dạng ô là Văn bản (Text) rồi gõ lại đúng như trên giấy tờ.")
_SHOW_ALL = _("Bỏ lọc, bỏ ẩn (hoặc xóa phần không cần) rồi lưu lại tệp.")
_VALUES_ONLY = _("Chép ô đó rồi dán lại dạng «Chỉ giá trị».")

STRUCTURE: Mapping[str, Wording] = {
    "unreadable_file": Wording(_("Không đọc được tệp."), _("Kiểm tra đường dẫn và quyền đọc tệp.")),
    "empty_file": Wording(
        _("Tệp không có dòng nào."),
        _("Gửi tệp có dòng tiêu đề và dữ liệu; trang tính đang ẩn không được đọc."),
    ),
    "no_rows": Wording(_("Tệp chỉ có dòng tiêu đề."), _("Thêm ít nhất một dòng dữ liệu.")),
    "file_too_large": Wording(
        _("Tệp lớn hơn mức cho phép (%(limit)s byte)."), _("Chia thành nhiều tệp nhỏ hơn.")
    ),
    "not_a_sheet": Wording(
        _("Tệp không đọc được như một bảng; đây là %(kind)s."),
        _("Mở bằng Excel hoặc LibreOffice, lưu thành .xlsx hoặc CSV UTF-8 rồi gửi tệp đó."),
    ),
    "not_our_table": Wording(
        _("Không thấy dòng tiêu đề của bảng trong 20 dòng đầu."),
        _("Cần một dòng tiêu đề có các cột: %(columns)s."),
    ),
    "all_in_one_column": Wording(
        _("Cả dòng nằm trong một ô: dấu phân tách không được nhận ra."),
        _("Trong Excel dùng Data → Text to Columns, hoặc bỏ dấu ngoặc kép bao cả dòng."),
    ),
    "several_tables": Wording(
        _("Tệp có nhiều trang cùng là bảng dữ liệu: %(sheets)s."),
        _("Gộp vào một trang, hoặc lưu mỗi trang thành một tệp."),
    ),
    "hidden_rows": Wording(_("Trang «%(sheet)s» có dòng đang bị ẩn: %(rows)s."), _SHOW_ALL),
    "hidden_columns": Wording(_("Trang «%(sheet)s» có cột đang bị ẩn: %(columns)s."), _SHOW_ALL),
    "merged_columns": Wording(
        _("Các ô %(block)s bị gộp qua nhiều cột."),
        _("Bỏ gộp ô và điền từng cột; dòng tiêu đề phụ thì xóa."),
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
    "missing_columns": Wording(
        _("Thiếu các cột: %(columns)s."), _("Thêm các cột, viết đúng tên như trên.")
    ),
    "resembling_column": Wording(
        _("Không có cột nào tên như vậy; có phải là «%(near)s»?"),
        _("Nếu đúng, sửa tên cột thành %(near)s; nếu không, bỏ cột khỏi tệp."),
    ),
    "unnamed_column": Wording(
        _("Cột này có nội dung nhưng không có tiêu đề."), _("Đặt tên cột hoặc xóa nội dung.")
    ),
    "header_repeated": Wording(_("Dòng này lặp lại tiêu đề."), _("Xóa dòng.")),
    "row_incomplete": Wording(
        _("Dòng thiếu nhiều ô bắt buộc: %(empty)s."),
        _("Điền đủ; dòng tổng cộng, ghi chú hoặc tiêu đề phụ thì xóa khỏi bảng."),
    ),
    "duplicate_column": Wording(_("Cột này xuất hiện hai lần."), _("Giữ lại một cột.")),
    "uneven_row": Wording(
        _("Dòng có %(cells)s ô, tiêu đề chỉ có %(columns)s cột."),
        _(
            "Ô có dấu phân tách bên trong phải đặt trong ngoặc kép; cột không có tiêu đề thì"
            " đặt tên hoặc xóa."
        ),
    ),
}

VALUES: Mapping[str, Wording] = {
    "formula_cell": Wording(_("Ô chứa công thức."), _VALUES_ONLY),
    "error_cell": Wording(_("Ô chứa lỗi của bảng tính (#N/A, #REF!…)."), _VALUES_ONLY),
    "damaged_letters": Wording(_("Ô có chữ đã hỏng (� hoặc khung vuông)."), _FROM_THE_SOURCE),
    "question_marks": Wording(
        _(
            "Chữ có dấu đã thành «?», «¿» hoặc «_»: tệp từng được lưu ở bảng mã không có tiếng"
            " Việt."
        ),
        _FROM_THE_SOURCE,
    ),
    "misread_letters": Wording(
        _(
            "Chữ tiếng Việt bị hỏng: có vẻ là %(encoding)s đọc nhầm bảng mã, có thể là"
            " «%(likely)s»."
        ),
        _FROM_THE_SOURCE,
    ),
    "escaped_letters": Wording(
        _("Ô có mã thay cho chữ (như &#7853; hoặc _x000D_)."), _FROM_THE_SOURCE
    ),
    "vowels_lost": Wording(
        _("Chữ có dấu đã bị mất: có tiếng không còn nguyên âm nào (như «trng» của «trứng»)."),
        _FROM_THE_SOURCE,
    ),
    "stray_mark": Wording(
        _("Ô có dấu thanh rời không thuộc chữ nào."), _("Xóa nội dung ô và gõ lại.")
    ),
    "mixed_scripts": Wording(
        _("Một từ trộn chữ cái Latinh với chữ cái khác trông giống (Kirin, Hy Lạp)."),
        _("Xóa nội dung ô và gõ lại."),
    ),
    "shown_differs": Wording(
        _("Ô hiển thị «%(shown)s» nhưng giá trị lưu trong ô là «%(held)s»."),
        _("Chọn định dạng hiện đủ giá trị, hoặc gõ lại đúng giá trị muốn gửi."),
    ),
    "format_unread": Wording(
        _("Ô giữ giá trị «%(held)s» nhưng không rõ hiển thị thế nào: định dạng của ô quá lạ."),
        _("Chọn định dạng «Số» (Number), với ngày thì «Ngày» (Date), rồi xem lại giá trị."),
    ),
    "time_cell": Wording(_("Ô có giờ phút."), _("Chỉ ghi ngày, ví dụ 15/03/2024.")),
    "number_in_text": Wording(_("Ô là số có phần lẻ hoặc dấu, trong một cột văn bản."), _AS_TEXT),
    "day_in_text": Wording(_("Ô là ngày, trong một cột văn bản."), _AS_TEXT),
    "number_shortened": Wording(_("Bảng tính đã rút gọn dãy số, mất chữ số."), _AS_TEXT),
    "number_too_long": Wording(
        _("Số dài hơn %(digits)s chữ số: bảng tính không giữ được các chữ số cuối."), _AS_TEXT
    ),
    "unseen_letters": Wording(
        _("Chữ cùng màu với nền ô, hoặc quá nhỏ, nên không ai nhìn thấy."),
        _("Đổi màu chữ, cỡ chữ; hoặc xóa nội dung ô."),
    ),
    "struck_out": Wording(_("Ô bị gạch ngang."), _("Xóa nội dung, hoặc bỏ gạch ngang.")),
    "two_readings": Wording(
        _("Số đọc được hai cách: %(large)s hay %(small)s?"),
        _("Viết %(large)s hoặc %(small)s, không có dấu phân cách hàng nghìn."),
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


NOTES: Mapping[str, LazyString] = {
    "rows_above_header": _("Tiêu đề ở dòng %(header)s; các dòng phía trên không được đọc."),
    "sheets_unread": _("Chỉ đọc trang «%(sheet)s»; không đọc: %(sheets)s."),
    "hidden_sheets_unread": _("Trang đang ẩn không được đọc: %(sheets)s."),
    "comments_unread": _("Ghi chú gắn vào ô của trang «%(sheet)s» không được đọc."),
    "drawings_unread": _("Hình và hộp chữ trên trang «%(sheet)s» không được đọc."),
}

KINDS: Mapping[str, LazyString] = {
    "pdf": _("tệp PDF"),
    "picture": _("tệp ảnh"),
    "archive": _("tệp nén"),
    "database": _("tệp cơ sở dữ liệu"),
    "document": _("văn bản Word hoặc RTF"),
    "presentation": _("bài trình chiếu"),
    "program": _("tệp chương trình"),
    "open_document": _("bảng tính hoặc văn bản OpenDocument (.ods, .odt)"),
    "binary_workbook": _("tệp Excel nhị phân (.xlsb)"),
    "xml_workbook": _("bảng tính XML 2003"),
    "numbers": _("bảng tính Numbers"),
    "web_page": _("trang web (HTML)"),
    "xml": _("tệp XML"),
    "json": _("tệp JSON"),
    "plain_text": _("tệp văn bản thường, không phải bảng tính, dù tên có đuôi của Excel"),
    "unknown": _("tệp loại khác (ảnh, chương trình…)"),
}


def worded(problem: SheetProblem, wordings: Mapping[str, Wording]) -> tuple[str, str]:
    """The sentence and the remedy of a problem, in the language of the reader."""
    wording = wordings[problem.rule]
    facts = dict(problem.facts)
    if "kind" in facts:
        facts["kind"] = str(KINDS[str(facts["kind"])])
    return str(wording.sentence) % facts, str(wording.remedy) % facts


def worded_note(note: SheetNote, wordings: Mapping[str, LazyString]) -> str:
    """A note in the language of the reader."""
    return str(wordings[note.rule]) % note.facts
