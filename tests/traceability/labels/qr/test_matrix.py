"""Symbols are as small as they can be, and no weaker than that size allows."""

import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.exceptions import DataOverflowError

from core.codes import ALPHABET
from traceability.labels.qr.matrix import ErrorCorrection, matrix

SHORT = "https://OCOP.VN/7K3MX9QF2Z"


@pytest.mark.parametrize(
    ("payload", "version", "level"),
    [
        (SHORT, 2, "M"),
        ("https://OCOP.VN/7K3MX9QF2", 2, "Q"),
        ("https://ABCDEFGHIJK.VN/7K3MX9QF2Z", 2, "M"),  # 14 characters of host: the last that fits
        ("https://ABCDEFGHIJKL.VN/7K3MX9QF2Z", 3, "Q"),
        ("https://ocop.vn/01/08938505970011", 3, "Q"),
        ("https://ocop.vn/01/08938505970011/10/L251101A", 3, "M"),
        ("https://OCOP.VN/01/08938505970011/10/L251101A/21/7K3MX9QF2T4H", 4, "Q"),
    ],
)
def test_the_size_and_level_of_a_payload_are_known(payload, version, level):
    made = matrix(payload)

    assert (made.version, made.level.name) == (version, level)
    assert made.side == 17 + 4 * version
    assert made.full_side == made.side + 8


@settings(max_examples=50, deadline=None)
@given(st.text("0189ABYZ/:.-abyz?ầ", min_size=1, max_size=120))
def test_no_split_the_library_knows_makes_a_smaller_symbol(payload):
    made = matrix(payload)

    def smallest(level, split):
        symbol = qrcode.QRCode(error_correction=level, border=0)
        symbol.add_data(payload, optimize=split)
        return symbol.best_fit(start=1)

    splits = (0, 4, 20)
    assert made.version == min(smallest(ErrorCorrection.M, split) for split in splits)
    strongest = [
        level
        for level in (ErrorCorrection.H, ErrorCorrection.Q, ErrorCorrection.M)
        if min(smallest(level, split) for split in splits) <= made.version
    ]
    assert made.level is strongest[0]


def test_what_no_symbol_holds_is_refused():
    with pytest.raises(DataOverflowError):
        matrix("x" * 3_000)


def test_the_boxes_cover_the_dark_squares_once():
    made = matrix(SHORT)

    covered = [
        (x, y)
        for box in made.boxes()
        for x in range(box.x, box.x + box.width)
        for y in range(box.y, box.y + box.height)
    ]

    dark = {(x, y) for y, row in enumerate(made.rows) for x, one in enumerate(row) if one}
    assert len(covered) == len(dark)
    assert set(covered) == dark


def test_boxes_are_fewer_than_runs():
    made = matrix(SHORT)

    assert len(made.boxes()) < len(list(made.runs()))


@settings(max_examples=25, deadline=None)
@given(st.text(ALPHABET, min_size=10, max_size=10))
def test_every_code_of_a_short_host_fits_version_two(code):
    made = matrix(f"https://OCOP.VN/{code}")

    assert made.version == 2
