"""Label sheets as PDF: every symbol read back, every text fitted, every square whole dots wide."""

from collections.abc import Iterable
from functools import lru_cache

from traceability.labels.qr.matrix import Box, matrix
from traceability.labels.qr.reading import picture, require_readable
from traceability.labels.sheets.label import PROMPT, Label, LabelsRefused
from traceability.labels.sheets.layouts import LabelPosition, Layout
from traceability.labels.sheets.paper import Paper
from traceability.labels.sheets.typesetting import Block, clean, drawable, fit, height_mm

_RULER_MM = 100
PREVIEW = "BẢN XEM"


def sheet(
    labels: Iterable[Label],
    layout: Layout,
    *,
    start: int = 1,
    offset_mm: tuple[float, float] = (0.0, 0.0),
) -> bytes:
    """A PDF with one label after another, from label `start` of the first page.

    Raises LabelsRefused, or UnreadableSymbol when a symbol cannot be read back.
    """
    places = layout.places(start, offset_mm)
    with Paper(layout.page, "Tem truy xuất nguồn gốc") as paper:
        for label, place in zip(labels, places, strict=False):
            if place.page == paper.pages:
                paper.add_page()
            _draw_label(paper, layout, label, place)
        if not paper.pages:
            raise LabelsRefused(reason="empty")
        return paper.file()


def preview(label: Label, layout: Layout) -> bytes:
    """A PDF of one label across which stands that it is none. Raises what `sheet` raises."""
    place = next(layout.places(1, (0.0, 0.0)))
    with Paper(layout.page, "Bản xem của tem truy xuất nguồn gốc") as paper:
        paper.add_page()
        paper.mark(PREVIEW, place.x, place.y, *layout.label)
        _draw_label(paper, layout, label, place)
        return paper.file()


def calibration(layout: Layout, *, offset_mm: tuple[float, float] = (0.0, 0.0)) -> bytes:
    """A page to print on plain paper and hold against the labels: outlines, numbers, a ruler."""
    width, height = layout.label
    places = layout.places(1, offset_mm)
    with Paper(layout.page, "Trang căn chỉnh máy in") as paper:
        paper.add_page()
        for number, place in zip(range(1, layout.per_page + 1), places, strict=False):
            paper.frame(place.x, place.y, width, height)
            paper.text(str(number), place.x + width - 7, place.y + height - 3, 8)
        _draw_ruler(paper, layout)
        return paper.file()


def _draw_ruler(paper: Paper, layout: Layout) -> None:
    """A line of whole centimetres, 100 mm where the page has room, in the middle of the page."""
    page_width, page_height = layout.page
    length = min(_RULER_MM, int((page_width - 10) // 10) * 10)
    x, y = (page_width - length) / 2, page_height / 2
    paper.clear(x - 3, y - 8, length + 6, 14)
    paper.line(x, y, x + length, y)
    for millimetre in range(length + 1):
        tick = 4 if millimetre % 10 == 0 else 2.5 if millimetre % 5 == 0 else 1.5
        paper.line(x + millimetre, y, x + millimetre, y - tick)
    paper.text(f"{length} mm: in ở tỉ lệ 100 %, đo lại bằng thước", x, y + 4, 8)


def _draw_label(paper: Paper, layout: Layout, label: Label, place: LabelPosition) -> None:
    squares, boxes = _checked_symbol(label.payload)
    square = layout.square_mm(squares)
    edge = square * squares
    width, height = layout.label
    left = (width - edge) / 2 if layout.stacked else layout.symbol_left
    x, y = layout.snapped(place.x + left), layout.snapped(place.y + (height - edge) / 2)
    paper.symbol(boxes, x, y, square)
    if layout.stacked:
        _write_around(paper, layout, label, place, edge)
    else:
        _write_beside(paper, layout, label, place, left + edge)


def _write_beside(
    paper: Paper, layout: Layout, label: Label, place: LabelPosition, symbol_end: float
) -> None:
    """What it is from the top down, how to look it up from the bottom up."""
    inset_x, inset_y = layout.inset
    width = layout.label[0] - symbol_end - inset_x
    height = layout.label[1] - 2 * inset_y
    blocks = (*_description(label, layout.points), *_invitation(label, layout.points))
    lines = fit(blocks, width, height, layout.smallest_points)
    x, top = place.x + symbol_end, place.y + inset_y
    sink = height - height_mm(lines)
    for line in lines:
        paper.write(line, x, top + (sink if line.block.at_foot else 0.0))


def _write_around(
    paper: Paper, layout: Layout, label: Label, place: LabelPosition, edge: float
) -> None:
    """What it is above the symbol, how to look it up below, both centred."""
    inset_x, inset_y = layout.inset
    width, height = layout.label
    room = (height - edge) / 2 - inset_y
    above, below = place.y + inset_y, place.y + height - inset_y - room
    for top, blocks in (
        (above, _description(label, layout.points)),
        (below, _invitation(label, layout.points)),
    ):
        lines = fit(blocks, width - 2 * inset_x, room, layout.smallest_points)
        middle = top + (room - height_mm(lines)) / 2
        for line in lines:
            paper.write(line, place.x + (width - line.width) / 2, middle)


def _description(label: Label, points: float) -> tuple[Block, ...]:
    return (
        Block(clean(label.product), points, bold=True, most_lines=4),
        Block(clean(label.producer), points * 0.74, most_lines=3),
        Block(label.rating(), points * 0.74, bold=True, stars=label.stars or 0, whole=True),
        Block(drawable(label.dates()), points * 0.7, most_lines=3, whole=True),
    )


def _invitation(label: Label, points: float) -> tuple[Block, ...]:
    return (
        Block(label.grouped_code(), points * 0.95, bold=True, whole=True, at_foot=True),
        Block(PROMPT, points * 0.66, most_lines=3, whole=True, at_foot=True),
        Block(clean(label.host), points * 0.7, whole=True, at_foot=True),
    )


@lru_cache(maxsize=512)
def _checked_symbol(payload: str) -> tuple[int, tuple[Box, ...]]:
    """Squares along an edge and the boxes to fill, once another library has read them.

    LRU cache: saves 0.5 ms for each further label of a code.
    """
    made = matrix(payload)
    boxes = made.boxes()
    require_readable(picture(made, boxes), payload)
    return made.full_side, tuple(boxes)
