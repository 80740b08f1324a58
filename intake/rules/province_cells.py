"""Parser of a cell that names a province, shared by every kind of file."""

from collections.abc import Callable
from functools import cache

from core.sheets.problems import CellRefused


def province(is_province: Callable[[str], bool]) -> Callable[[str], str]:
    """Accepts a present or former name of a province; the cell keeps the name as written."""
    is_known = cache(is_province)

    def parse(value: str) -> str:
        if not value:
            raise CellRefused("empty")
        if not is_known(value):
            raise CellRefused("province_unknown")
        return value

    return parse
