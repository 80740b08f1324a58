"""Columns of the workbook of listings: what each reads, shows, and is also called.

A cell that shows what the listing says already changes nothing, whatever a rule would make of it:
so our own export always comes back unchanged.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from core.sheets import parsers
from core.sheets.cells import TypedDay, TypedNumber
from core.sheets.problems import CellRefused
from marketplace.listings.rules import content
from marketplace.offers.errors import TermRefused
from marketplace.offers.rules import packs, typed

Value: TypeAlias = "str | int | date | None"
Values: TypeAlias = Mapping[str, Value]
CODE = "code"
LINE_END = "¶"  # a cell is read as one line: where a story begins another one
ON_REQUEST = "hỏi giá"
_LONGEST = 32_767  # of any text: the rules of the fields say what is too long
_plain = parsers.text(_LONGEST)


@dataclass(frozen=True, slots=True)
class ListingColumn:
    """One column. `missing`: the refusal of an empty cell that held something; else `blank`."""

    name: str
    read: Callable[[str, date], Value]
    missing: str = ""
    blank: Value = None
    is_content: bool = False  # what moderation looks at first
    width: int = 14

    def value_of(self, cell: str, today: date) -> Value:
        """Raises TermRefused, CellRefused."""
        if cell:
            return self.read(cell, today)
        if self.missing:
            raise TermRefused(self.missing)
        return self.blank


def _text(read: Callable[[str], Value]) -> Callable[[str, date], Value]:
    return lambda cell, _: read(_unquoted(_plain(cell)))


def _whole(read: Callable[[str], Value], lowest: int, highest: int) -> Callable[[str, date], Value]:
    def parse(cell: str, _: date) -> Value:
        if isinstance(cell, TypedDay) or (isinstance(cell, TypedNumber) and not cell.isdigit()):
            raise CellRefused("not_a_whole_number", lowest=lowest, highest=highest)
        return read(cell)

    return parse


def _price(cell: str) -> Value:
    return None if cell.casefold() == ON_REQUEST else typed.price(cell)


def _pack(cell: str) -> Value:
    pack = packs.pack(cell)
    return packs.written(pack.amount, pack.measure)


def _story(cell: str) -> Value:
    lines = [line.strip() for line in cell.split(LINE_END)]
    return content.story("\n".join(lines))


def _message(cell: str) -> Value:
    return typed.line(cell, typed.LONGEST_MESSAGE)


COLUMNS = (
    ListingColumn("name", _text(content.product_name), "name_missing", is_content=True, width=36),
    ListingColumn(
        "price_dong",
        _whole(_price, typed.LOWEST_DONG, typed.HIGHEST_DONG),
        "price_empty",
    ),
    ListingColumn("unit", _text(typed.unit), "unit_missing", width=16),
    ListingColumn("stock", _whole(typed.stock, 0, typed.MOST_STOCK), "stock_missing", width=10),
    ListingColumn("season_from", lambda cell, _: typed.day(cell)),
    ListingColumn("season_to", lambda cell, _: typed.day(cell)),
    ListingColumn("paused_until", typed.day_to_come),
    ListingColumn("paused_message", _text(_message), blank="", width=24),
    ListingColumn("pack", _text(_pack), blank=""),
    ListingColumn("min_quantity", _whole(typed.quantity, 1, typed.MOST_STOCK), blank=1),
    ListingColumn("max_quantity", _whole(typed.quantity, 1, typed.MOST_STOCK)),
    ListingColumn("story", _text(_story), blank="", is_content=True, width=60),
)
BY_NAME = {column.name: column for column in COLUMNS}
NAMES = (CODE, *BY_NAME)
DAYS = frozenset({"season_from", "season_to", "paused_until"})
# What people call the columns when they make a table of their own.
ALIASES: Mapping[str, str] = {
    "mã": CODE, "mã sản phẩm": CODE,
    "tên": "name", "tên sản phẩm": "name",
    "giá": "price_dong", "giá bán": "price_dong", "giá bán (đồng)": "price_dong",
    "đơn vị": "unit", "đơn vị bán": "unit",
    "số lượng": "stock", "số lượng còn": "stock", "tồn kho": "stock",
    "mùa vụ từ ngày": "season_from", "mùa vụ đến ngày": "season_to",
    "nghỉ bán đến hết ngày": "paused_until", "lời nhắn khi nghỉ": "paused_message",
    "lượng trong mỗi gói": "pack", "mua ít nhất": "min_quantity", "mua nhiều nhất": "max_quantity",
    "câu chuyện": "story", "câu chuyện sản phẩm": "story",
}  # fmt: skip


def cell_of(value: Value) -> str | int | date | None:
    """What stands for a value in a cell; text that could be taken for a formula is quoted."""
    if not isinstance(value, str):
        return value
    line = f" {LINE_END} ".join(value.split("\n"))
    return f"'{line}" if line.startswith(("=", "'")) else line


def shown(value: Value) -> str:
    """A value as the reading of tables gives its cell back."""
    cell = cell_of(value)
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else " ".join(str(cell).split())


def packed(values: Values) -> dict[str, str | int | None]:
    """As JSON holds them."""
    return {n: v.isoformat() if isinstance(v, date) else v for n, v in values.items()}


def unpacked(values: Mapping[str, str | int | None]) -> dict[str, Value]:
    """The values again."""
    return {
        n: date.fromisoformat(v) if n in DAYS and isinstance(v, str) else v
        for n, v in values.items()
    }


def _unquoted(cell: str) -> str:
    return cell[1:] if cell.startswith(("'=", "''")) else cell
