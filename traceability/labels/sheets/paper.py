"""A PDF to draw on in millimetres: text in our font, symbols and stars as vector shapes."""

import math
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Self

from fpdf import FPDF, ViewerPreferences
from fpdf.fonts import TTFFont

from traceability.labels.qr.matrix import QUIET_ZONE, Box
from traceability.labels.sheets.typesetting import ASCENT, FONTS, MM_PER_POINT, STAR, Line, stars_mm

_FAMILY = "BeVietnamPro"
_POINTS_PER_MM = 1 / MM_PER_POINT
_PALE = 190  # of 255
_STAR_TIPS = 5
_STAR_WAIST = 0.42  # inner radius of a star, in outer ones


class Paper:
    """Sheets of one size. Printing at 100 % is asked for in the file: scaled labels miss."""

    def __init__(self, size_mm: tuple[float, float], title: str) -> None:
        self._height = size_mm[1]
        self._pdf = FPDF(unit="mm", format=size_mm)
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.set_title(title)
        self._pdf.set_lang("vi-VN")
        self._pdf.viewer_preferences = ViewerPreferences(print_scaling="None")
        # The same labels give the same file, whenever it is made.
        self._pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
        for bold, file in FONTS.items():
            self._pdf.add_font(_FAMILY, "B" if bold else "", file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # The library leaves its font files open until the collector happens to come by.
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    @property
    def pages(self) -> int:
        return self._pdf.pages_count

    def add_page(self) -> None:
        self._pdf.add_page()

    def write(self, line: Line, x: float, top: float) -> None:
        """One line of type with its stars; `top` is the upper edge of the lines it belongs to."""
        points = line.block.points
        baseline = top + line.top + ASCENT * points * MM_PER_POINT
        for index in range(line.block.stars):
            self._star(x + (index + 0.5) * STAR * points * MM_PER_POINT, baseline, points)
        x += stars_mm(line.block.stars, points)
        self.text(line.text, x, baseline, points, bold=line.block.bold)

    def text(self, text: str, x: float, y: float, points: float, *, bold: bool = False) -> None:
        self._pdf.set_font(_FAMILY, "B" if bold else "", points)
        self._pdf.text(x, y, text)

    def symbol(self, boxes: Iterable[Box], x: float, y: float, square: float) -> None:
        """Dark boxes of a QR whose quiet zone starts at `x`, `y`, filled in one stroke."""
        scale = square * _POINTS_PER_MM
        left = (x + QUIET_ZONE * square) * _POINTS_PER_MM
        top = (self._height - y - QUIET_ZONE * square) * _POINTS_PER_MM
        shapes = " ".join(f"{b.x} {b.y} {b.width} {b.height} re" for b in boxes)
        self._draw(f"q {scale:.5f} 0 0 {-scale:.5f} {left:.4f} {top:.4f} cm 0 g {shapes} f Q")

    def mark(self, text: str, x: float, y: float, width: float, height: float) -> None:
        """Large pale letters from corner to corner of a box; what is drawn later stands on them."""
        angle = math.degrees(math.atan2(height, width))
        self._pdf.set_font(_FAMILY, "B", 10)
        points = 10 * 0.8 * math.hypot(width, height) / self._pdf.get_string_width(text)
        points = min(points, height * _POINTS_PER_MM * 0.6)
        self._pdf.set_font_size(points)
        half = self._pdf.get_string_width(text) / 2
        middle_x, middle_y = x + width / 2, y + height / 2
        self._pdf.set_text_color(_PALE)
        with self._pdf.rotation(angle, middle_x, middle_y):
            self._pdf.text(middle_x - half, middle_y + 0.35 * points * MM_PER_POINT, text)
        self._pdf.set_text_color(0)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self._pdf.set_line_width(0.1)
        self._pdf.line(x1, y1, x2, y2)

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        self._pdf.set_line_width(0.1)
        self._pdf.rect(x, y, width, height)

    def clear(self, x: float, y: float, width: float, height: float) -> None:
        self._pdf.set_fill_color(255)
        self._pdf.rect(x, y, width, height, style="F")

    def file(self) -> bytes:
        return bytes(self._pdf.output())

    def _star(self, x: float, baseline: float, points: float) -> None:
        radius = 0.46 * points * MM_PER_POINT
        middle = baseline - 0.36 * points * MM_PER_POINT
        corners = []
        for corner in range(2 * _STAR_TIPS):
            reach = radius * (_STAR_WAIST if corner % 2 else 1)
            angle = math.pi * corner / _STAR_TIPS
            right = (x + reach * math.sin(angle)) * _POINTS_PER_MM
            up = (self._height - middle + reach * math.cos(angle)) * _POINTS_PER_MM
            corners.append(f"{right:.2f} {up:.2f}")
        self._draw(f"q 0 g {corners[0]} m {' l '.join(corners[1:])} l h f Q")

    def _draw(self, operators: str) -> None:
        # The library's own shapes cost 40 times more for the same bytes on the page.
        self._pdf._out(operators)  # noqa: SLF001
