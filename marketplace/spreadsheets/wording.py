"""Words for workbooks of listings: columns, what is wrong with a row, and the guide in the file."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, cast

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from core.sheets.problems import SheetNote, SheetProblem
from core.sheets.wording import NOTES, STRUCTURE, VALUES, Wording, worded, worded_note
from core.sheets.workbooks.writer import SheetContent, Value
from core.web.i18n import N_, day, thousands
from marketplace.listings.wording import CONTENT_FIELDS, OFFER_FIELDS
from marketplace.offers.errors import TermRefused
from marketplace.offers.wording import refusal
from marketplace.spreadsheets.rules.checking import TERM
from marketplace.spreadsheets.rules.columns import BY_NAME, CODE, COLUMNS, DAYS, unpacked
from marketplace.spreadsheets.rules.states import ImportState, RowState

WORDS: Mapping[str, LazyString] = {
    CODE: _("Mã sản phẩm"),
    **{
        name: OFFER_FIELDS[name] if name in OFFER_FIELDS else CONTENT_FIELDS[name]
        for name in BY_NAME
    },
}

OWN: Mapping[str, Wording] = {
    "code_not_yours": Wording(
        _("Cơ sở của bạn không có sản phẩm mang mã này."),
        _("Kiểm tra lại mã; để trống ô mã nếu là sản phẩm mới."),
    ),
    "code_mistyped": Wording(
        _("Mã sản phẩm sai."), _("Mã có 10 ký tự, in dưới mã QR. Để trống nếu là sản phẩm mới.")
    ),
    "code_repeated": Wording(_("Mã này đã có ở dòng %(first)s."), _("Mỗi sản phẩm một dòng.")),
    "name_repeated": Wording(
        _("Sản phẩm mới tên này đã có ở dòng %(first)s."), _("Giữ lại một dòng.")
    ),
    "name_taken": Wording(
        _("Bạn đã có sản phẩm tên này, mã %(code)s."),
        _("Ghi mã %(code)s vào cột code để sửa sản phẩm đó, hoặc đặt tên khác."),
    ),
}
TERMS: Mapping[str, LazyString] = {
    "price_empty": _("Ô giá đang trống. Hãy gõ giá, ví dụ 125000, hoặc ghi chữ: hỏi giá."),
}
RULES = {**STRUCTURE, **VALUES, **OWN}

STATES: Mapping[ImportState, LazyString] = {
    ImportState.CHECKED: _("Đã kiểm tra, chưa áp dụng"),
    ImportState.APPLYING: _("Đang áp dụng"),
    ImportState.APPLIED: _("Đã áp dụng"),
    ImportState.UNDOING: _("Đang hoàn tác"),
    ImportState.UNDONE: _("Đã hoàn tác"),
}
BADGES: Mapping[ImportState, str] = {
    ImportState.CHECKED: "wait",
    ImportState.APPLYING: "wait",
    ImportState.APPLIED: "good",
    ImportState.UNDOING: "wait",
    ImportState.UNDONE: "plain",
}
ROW_STATES: Mapping[RowState, LazyString] = {
    RowState.PASSED_OVER: _("bỏ qua: sản phẩm đã có người sửa sau khi kiểm tra tệp"),
    RowState.KEPT: _("giữ nguyên: sản phẩm đã có người sửa sau khi áp dụng"),
    RowState.UNDONE: _("đã trả lại như cũ"),
}
# What stands for a column in the guide: how to fill it in, and two examples.
GUIDE: Mapping[str, tuple[str, str, str]] = {
    CODE: (N_("10 ký tự dưới mã QR; để trống thì thành sản phẩm mới"), "", ""),
    "name": (N_("Như trên nhãn. Tên mới chờ sàn duyệt"), "Miến dong Côn Minh", "Mật ong rừng"),
    "price_dong": (N_("Số đồng, gõ đủ số 0; ghi chữ hỏi giá nếu không niêm yết"), "125000",
                   "hỏi giá"),
    "unit": (N_("Giá là giá của cái gì"), "gói 500 g", "chai 700 ml"),
    "stock": (N_("Còn bao nhiêu; hết hàng thì gõ 0"), "40", "0"),
    "season_from": (N_("Ngày đầu mùa, mỗi năm như nhau; không có mùa thì để trống"),
                    "15/11/2026", ""),
    "season_to": (N_("Ngày cuối mùa"), "28/02/2027", ""),
    "paused_until": (N_("Ngày nghỉ bán cuối cùng; không nghỉ thì để trống"), "", "05/01/2027"),
    "paused_message": (N_("Khách đọc được khi bạn nghỉ bán"), "", "Nhà có việc"),
    "pack": (N_("Để tính giá mỗi kg, mỗi lít; luôn ghi kèm g, kg, ml hoặc lít"), "500 g", "700 ml"),
    "min_quantity": (N_("Mỗi đơn mua ít nhất; để trống là 1"), "1", "2"),
    "max_quantity": (N_("Mỗi đơn mua nhiều nhất; để trống là không giới hạn"), "", "20"),
    "story": (N_("Chỗ xuống dòng viết dấu ¶. Câu chuyện mới chờ sàn duyệt"),
              "Ba đời làm miến. ¶ Phơi trên phên nứa.", ""),
}  # fmt: skip


class ProblemLine(NamedTuple):
    """One fault as the page shows it."""

    place: str
    value: str
    sentence: str
    remedy: str


class ChangeLine(NamedTuple):
    """One value that would be, or is, another."""

    word: str
    before: str
    after: str


def guide() -> SheetContent:
    """The second sheet: it explains the first, and is not read."""
    rows: Iterable[list[Value]] = (
        [name, gettext(how), one, other] for name, (how, one, other) in GUIDE.items()
    )
    headings = [(_("Cột"), 18), (_("Ghi gì vào đó, và ghi thế nào"), 64),
                (_("Ví dụ thứ nhất"), 38), (_("Ví dụ thứ hai"), 24)]  # fmt: skip
    return SheetContent(gettext("Hướng dẫn"), [(str(word), width) for word, width in headings],
                        rows)  # fmt: skip


def headings() -> list[tuple[str, int]]:
    """Of the first sheet: names that are read back in every language."""
    return [(CODE, 14), *((column.name, column.width) for column in COLUMNS)]


def problem_line(problem: SheetProblem) -> ProblemLine:
    """A problem in the language of the reader."""
    place = gettext("dòng %(row)s", row=problem.row) if problem.row else ""
    if problem.column:
        column = WORDS.get(problem.column)
        named = f"{column} ({problem.column})" if column else problem.column
        place = ", ".join(filter(None, (place, gettext("cột %(column)s", column=named))))
    sentence, remedy = _sentence(problem)
    return ProblemLine(place, problem.value, sentence, remedy)


def note_lines(notes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What of the file was not read; nobody has to hear that of our own guide."""
    for note in notes:
        sheets = str(note["facts"].get("sheets", ""))
        if note["rule"] != "sheets_unread" or sheets not in ("«Hướng dẫn»", "«Guide»"):
            yield worded_note(SheetNote(**note), NOTES)


def change_lines(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[ChangeLine]:
    """Each value that differs, as people read it."""
    old, new = unpacked(before), unpacked(after)
    return [
        ChangeLine(str(WORDS[name]), _shown(name, old.get(name)), _shown(name, new[name]))
        for name in BY_NAME
        if name in new
    ]


def _sentence(problem: SheetProblem) -> tuple[str, str]:
    if not problem.rule.startswith(TERM):
        return worded(problem, RULES)
    reason = problem.rule.removeprefix(TERM)
    if reason in TERMS:
        return str(TERMS[reason]), ""
    sentence, mark, remedy = refusal(TermRefused(reason, **problem.facts)).partition(". ")
    return sentence + mark.strip(), remedy


def _shown(name: str, value: object) -> str:
    if value is None or value == "":
        return str(gettext("(trống)"))
    if name in DAYS:
        return str(day(cast("date", value)))
    return str(thousands(value) if isinstance(value, int) else value)
