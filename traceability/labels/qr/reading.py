"""QR verification: symbols are decoded with a second library before they are handed out."""

from http import HTTPStatus

import zxingcpp
from PIL import Image

from core.errors import DomainError
from traceability.labels.qr.matrix import QUIET_ZONE, Box, Matrix

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_TRIAL_SCALE = 3  # pixels per square: about what a steady phone sees


class UnreadableSymbol(DomainError):
    """A symbol that was just made does not say what it should. Nothing is saved then."""

    code = "qr_unreadable"
    status = HTTPStatus.INTERNAL_SERVER_ERROR


def read_all(image: Image.Image) -> list[str]:
    """The text of every QR symbol in the picture."""
    grey = image.convert("L")
    symbols = zxingcpp.read_barcodes(grey, formats=_QR)
    return [symbol.text for symbol in symbols]


def require_readable(image: Image.Image, payload: str) -> None:
    """Raises UnreadableSymbol unless the picture holds exactly this payload."""
    texts = read_all(image)
    if texts != [payload]:
        raise UnreadableSymbol(expected=payload, read=texts)


def picture(matrix: Matrix, boxes: list[Box], scale: int = _TRIAL_SCALE) -> Image.Image:
    """`boxes` painted dark on light with the quiet zone around them."""
    side = matrix.full_side
    squares = bytearray(b"\xff" * side**2)
    for box in boxes:
        top_left = (box.y + QUIET_ZONE) * side + box.x + QUIET_ZONE
        for start in range(top_left, top_left + box.height * side, side):
            squares[start : start + box.width] = bytes(box.width)
    image = Image.frombytes("L", (side, side), bytes(squares))
    return image.resize((side * scale, side * scale), Image.Resampling.NEAREST)
