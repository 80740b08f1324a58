"""Codes on paper: sheets of a thousand labels, and single pictures beside the bare library."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import count
from statistics import median

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from benchmarks.project import A4_24, A4_65, Label, Layout, matrix, new_code, payload, png, sheet

LABELS = 1_000
PICTURES = 100
HOST = "https://ocop.vn"


@dataclass(frozen=True)
class Sheets:
    """A thousand different labels on one kind of paper."""

    layout: str
    pages: int
    cpu_seconds: float
    kilobytes: float

    @property
    def pages_a_second(self) -> float:
        return self.pages / self.cpu_seconds

    @property
    def kilobytes_a_page(self) -> float:
        return self.kilobytes / self.pages


@dataclass(frozen=True)
class Pictures:
    """Milliseconds of CPU for one PNG, ours read back before it counts as made."""

    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


def measure_sheets(rounds: int, labels: int = LABELS) -> Iterator[Sheets]:
    """No symbol is met twice, so that nothing is remembered from the round before."""
    for layout in (A4_24, A4_65):
        made = b""
        taken = []
        for _ in range(rounds):
            drawn = [_label() for _ in range(labels)]
            seconds, made = _cpu(partial(sheet, drawn, layout))
            taken.append(seconds)
        yield Sheets(layout.name, _pages(layout, labels), median(taken), len(made) / 1000)


def measure_pictures(rounds: int) -> Pictures:
    """In alternation, each picture of another code."""
    png(matrix(_payload()))  # the masks of this size are made once in a process
    ours, bare = [], []
    for _ in range(rounds * PICTURES):
        ours.append(_cpu(lambda: png(matrix(_payload())))[0])
        bare.append(_cpu(_bare)[0])
    return Pictures(median(ours) * 1e3, median(bare) * 1e3)


def _bare() -> bytes:
    """What the library does when it is asked for a picture and nothing more."""
    symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_M, box_size=10, border=4)
    symbol.add_data(_payload())
    file = BytesIO()
    symbol.make_image().save(file)
    return file.getvalue()


def _payload() -> str:
    return payload(HOST, new_code())


_number = count(1)


def _label() -> Label:
    code = new_code()
    return Label(
        payload=payload(HOST, code), code=code, product=f"Miến dong Na Rì số {next(_number)}",
        producer="Hợp tác xã Tài Hoan", host="ocop.vn", lot="L261005A",
    )  # fmt: skip


def _pages(layout: Layout, labels: int) -> int:
    return -(-labels // layout.per_page)


def _cpu(work: Callable[[], bytes]) -> tuple[float, bytes]:
    started = time.process_time()
    made = work()
    return time.process_time() - started, made
