"""The QR symbol that an authenticator app reads, as the path of a drawing (SVG)."""

from dataclasses import dataclass
from typing import Any

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET_ZONE = 4  # modules of light around it (ISO/IEC 18004)


@dataclass(frozen=True, slots=True)
class QrSymbol:
    """`side` in modules, quiet zone included; `path` draws the dark ones."""

    side: int
    path: str


def qr_symbol(text: str) -> QrSymbol:
    code: QRCode[Any] = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    matrix = code.get_matrix()
    dark = (
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, module in enumerate(row)
        if module
    )
    return QrSymbol(len(matrix), "".join(dark))
