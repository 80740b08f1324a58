"""Labels to print and the eyes that read the print."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pypdfium2
import zxingcpp
from numpy.typing import NDArray

from core.codes import ALPHABET, BODY_LENGTH, check_character
from traceability.labels.qr.payload import payload
from traceability.labels.sheets.label import Label

PLAIN = ("Miến dong Na Rì", "HTX Tài Hoan")
LONG = (
    "Trà Shan Tuyết cổ thụ Hà Giang thượng hạng, hộp quà tặng đặc biệt 500 g, hàng thủ công",
    "Hợp tác xã Nông nghiệp Công nghệ cao và Dịch vụ tổng hợp Phìn Hồ, huyện Hoàng Su Phì",
)
UNBROKEN = ("Nguyễn" * 30, "ƯỠNGỘẪ" * 30)


def code(number: int) -> str:
    body = "".join(ALPHABET[number >> shift & 31] for shift in range(40, -5, -5))
    assert len(body) == BODY_LENGTH
    return body + check_character(body)


def label(number: int = 7_654_321, words: tuple[str, str] = PLAIN, **more: object) -> Label:
    facts = {
        "payload": payload("https://ocop.vn", code(number)),
        "code": code(number),
        "product": words[0],
        "producer": words[1],
        "host": "ocop.vn",
    }
    return Label(**{**facts, **more})


def full_label(number: int = 7_654_321, words: tuple[str, str] = LONG) -> Label:
    """Everything a label can say at once."""
    return label(
        number,
        words,
        lot="L261005A-002",
        produced_on=date(2026, 10, 5),
        best_before=date(2027, 10, 5),
        stars=5,
    )


def pages(file: bytes, dpi: int) -> Iterator[NDArray[np.uint8]]:
    for page in pypdfium2.PdfDocument(file):
        yield page.render(scale=dpi / 72, grayscale=True).to_numpy()


def texts(file: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    return [page.get_textpage().get_text_range() for page in document]


def codes_on(picture: NDArray[np.uint8]) -> list[str]:
    return sorted(symbol.text for symbol in zxingcpp.read_barcodes(picture))
