"""QR symbols as files for pages and printers: SVG and PNG, each read back before it is returned."""

import re
from html import escape
from io import BytesIO

from PIL import Image

from traceability.labels.qr.matrix import QUIET_ZONE, Box, Matrix
from traceability.labels.qr.reading import picture, require_readable

_MOVES = re.compile(r"([Mmh])(-?\d+)(?: (-?[\d.]+))?")


def svg(matrix: Matrix, title: str) -> str:
    """A drawing of lines one square thick, under 2 kB; `title` is its name for screen readers."""
    side = matrix.full_side
    path = _path(matrix)
    require_readable(picture(matrix, _boxes(path)), matrix.payload)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img"'
        f' shape-rendering="crispEdges"><title>{escape(title)}</title>'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" d="{path}"/></svg>'
    )


def png(matrix: Matrix, scale: int = 10) -> bytes:
    """A picture of one bit a pixel, `scale` pixels to a square."""
    image = picture(matrix, list(matrix.runs()), scale).convert("1", dither=Image.Dither.NONE)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    with Image.open(BytesIO(file.getvalue())) as saved:
        require_readable(saved, matrix.payload)
    return file.getvalue()


def _path(matrix: Matrix) -> str:
    """Lines through the middle of each run, each but the first of a row relative to the last."""
    moves: list[str] = []
    pen, row = 0, -1
    for run in matrix.runs():
        start = run.x + QUIET_ZONE
        if run.y != row:
            moves.append(f"M{start} {run.y + QUIET_ZONE}.5")
        else:
            moves.append(f"m{start - pen} 0")
        moves.append(f"h{run.width}")
        pen, row = start + run.width, run.y
    return "".join(moves)


def _boxes(path: str) -> list[Box]:
    """The path read back, so that what is checked is what was written."""
    boxes: list[Box] = []
    x = y = 0
    for kind, first, second in _MOVES.findall(path):
        if kind == "M":
            x, y = int(first), int(float(second))
        elif kind == "m":
            x += int(first)
        else:
            boxes.append(Box(x - QUIET_ZONE, y - QUIET_ZONE, int(first), 1))
            x += int(first)
    return boxes
