"""The full reading matrix of printed symbols, and how fast sheets are made.

Start it as `python -m benchmarks.qr_matrix`; it takes about two minutes.
"""

import time
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import product
from statistics import median

from PIL import Image

from benchmarks.project import A4_24, A4_65, Label, matrix, png, sheet, svg
from tests.traceability.labels.qr.camera import (
    READERS,
    Picture,
    blurred,
    printed_at,
    stained,
    tilted,
    turned,
)
from tests.traceability.labels.sheets.printing import full_label

SQUARE_MM = 0.5
PAYLOADS = {
    "code": "https://OCOP.VN/7K3MX9QF2Z",
    "lot": "https://OCOP.VN/01/08938505970011/10/L251101A",
    "item": "https://OCOP.VN/01/08938505970011/10/L251101A/21/7K3MX9QF2T4H",
    "signed": "https://OCOP.VN/S/" + "ABCDEFGH234567" * 11 + "ABCDEFGH23456",
}


def views(payload: str, dpi: int, *, stain: bool) -> Iterator[Picture]:
    made = matrix(payload)
    paper = Image.open(BytesIO(png(made, scale=1)))
    print_ = printed_at(paper, made.full_side * SQUARE_MM, dpi)
    for degrees in range(0, 360, 15):
        seen = stained(print_) if stain else print_
        yield blurred(tilted(turned(seen, degrees)), seed=degrees)


def reading_table() -> None:
    names = [reader.__name__.removeprefix("read_by_") for reader in READERS]
    print(f"{'payload':8} {'dpi':>4} {'stain':>6} " + " ".join(f"{n:>15}" for n in names))
    for name, dpi, stain in product(PAYLOADS, (203, 300), (False, True)):
        seen = list(views(PAYLOADS[name], dpi, stain=stain))
        hits = [sum(reader(view) == PAYLOADS[name] for view in seen) for reader in READERS]
        shares = " ".join(f"{hit / len(seen):15.0%}" for hit in hits)
        print(f"{name:8} {dpi:4} {'4 %' if stain else '-':>6} {shares}")


def cpu_seconds(work: Callable[[], object], runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return median(times)


def speed_table() -> None:
    codes = iter(range(10**6, 10**7))

    def labels(count: int) -> Iterator[Label]:
        return (full_label(next(codes)) for _ in range(count))

    same = [full_label(1)] * 1_000
    one = matrix(PAYLOADS["code"])
    print("\nCPU time, median of 3")
    print(f"  SVG, matrix known         {cpu_seconds(lambda: svg(one, 'QR')) * 1e3:8.2f} ms")
    print(f"  PNG, matrix known         {cpu_seconds(lambda: png(one)) * 1e3:8.2f} ms")
    for layout in (A4_24, A4_65):
        pages = 1_000 / layout.per_page
        for what, work in (
            ("different", lambda layout=layout: sheet(labels(1_000), layout)),
            ("equal", lambda layout=layout: sheet(same, layout)),
        ):
            taken = cpu_seconds(work)
            print(f"  1,000 {what:9} on {layout.name}  {taken:6.2f} s {pages / taken:6.1f} pages/s")


if __name__ == "__main__":
    reading_table()
    speed_table()
