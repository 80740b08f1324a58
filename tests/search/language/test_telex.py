"""Keystrokes of the two common keyboards, and words that are no keystrokes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.analysis import analyse
from search.language.telex import Keyboard, decode


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mieens dong", "miến dong"),
        ("caf phee", "cà phê"),
        ("nuwowcs mawms", "nước mắm"),
        ("nuocws mawms", "nước mắm"),
        ("dduwowngf thoots noots", "đường thốt nốt"),
        ("ruowuj caanf", "rượu cần"),
        ("quar xoaif", "quả xoài"),
        ("hatj ddieeuf", "hạt điều"),
        ("swax", "sữa"),
        ("traf shan tuyeets", "trà shan tuyết"),
    ],
)
def test_telex(typed, meant):
    keyboard, text = decode(typed)

    assert (keyboard, analyse(text)) == (Keyboard.TELEX, analyse(meant))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mie61n dong", "miến dong"),
        ("ca2 phe6", "cà phê"),
        ("nu7o7c1 ma8m1", "nước mắm"),
        ("ruou75 ca6n2", "rượu cần"),
        ("ha5t d9ie6u2", "hạt điều"),
        ("gao5 st25", "gạo st25"),
    ],
)
def test_vni(typed, meant):
    assert decode(typed) == (Keyboard.VNI, meant)


@pytest.mark.parametrize(
    "text", ["", "mat ong", "mật ong", "coffee", "st25", "20/10", "homestay", "ocop"]
)
def test_what_is_no_keystroke_stays(text):
    assert decode(text) is None


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    decoded = decode(text)

    assert decoded is None or decoded[1] != text
