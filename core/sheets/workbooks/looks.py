"""Font and fill of a cell: what nobody can read, or is struck out, is no content."""

from typing import Any

STRUCK, UNSEEN = "struck_out", "unseen_letters"
LEAST_POINTS = 4.0  # of letters that can be read, as of the height of a row
_WHITE, _BLACK = "FFFFFF", "000000"
# The first colours of every theme are window and window text; a tint changes them.
_THEME = {0: _WHITE, 1: _BLACK}
_INDEXED = {0: _BLACK, 1: _WHITE, 8: _BLACK, 9: _WHITE, 64: _BLACK, 65: _WHITE}


def look(cell: Any) -> str:  # noqa: ANN401 - openpyxl has three kinds
    """The rule that the look of a cell breaks, or nothing."""
    font = cell.font
    if font.strike:
        return STRUCK
    is_tiny = font.sz is not None and font.sz < LEAST_POINTS
    letters = _colour(font.color)
    return UNSEEN if is_tiny or (letters and letters == _ground(cell.fill)) else ""


def _ground(fill: Any) -> str | None:  # noqa: ANN401
    kind = getattr(fill, "fill_type", None)
    if kind is None:
        return _WHITE
    return _colour(fill.fgColor) if kind == "solid" else None


def _colour(colour: Any) -> str | None:  # noqa: ANN401
    """Six digits; None where it is not known."""
    if colour is None or colour.tint:
        return None
    if colour.type == "rgb":
        return str(colour.rgb)[-6:].upper()
    table = {"theme": _THEME, "indexed": _INDEXED}.get(colour.type, {})
    return table.get(colour.value)
