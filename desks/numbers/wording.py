"""What numbers are called on their page and in the workbook."""

from datetime import timedelta

from flask_babel import gettext as _

from core.sheets.workbooks.writer import SheetContent, Value
from desks.numbers.queries.own_numbers import WEEK, OwnNumbers, PeriodNumbers
from desks.numbers.rules.small_counts import FEWEST


def few() -> str:
    """Where a number is too small to be shown."""
    return str(_("dưới %(n)s", n=FEWEST))


def period_name(period: PeriodNumbers, *, by_week: bool) -> str:
    """A day, or the first and the last of a week."""
    if not by_week:
        return f"{period.begins:%d/%m}"
    return f"{period.begins:%d/%m}–{period.begins + timedelta(days=WEEK - 1):%d/%m}"


def sheets(numbers: OwnNumbers) -> list[SheetContent]:
    """The same as a workbook; numbers are numbers there, and text is text."""
    return [
        SheetContent(
            _("Theo ngày"),
            [(_("Ngày đầu"), 14), (_("Lượt quét"), 14), (_("Lượt xem"), 14)],
            [(row.begins, _or_few(row.scans), _or_few(row.views)) for row in numbers.periods],
        ),
        SheetContent(
            _("Theo sản phẩm"),
            [(_("Sản phẩm"), 44), (_("Mã"), 16), (_("Lượt quét"), 14), (_("Lượt xem"), 14)],
            [
                (row.name, row.code, _or_few(row.scans), _or_few(row.views))
                for row in numbers.products
            ],
        ),
    ]


def _or_few(number: int | None) -> Value:
    return few() if number is None else number
