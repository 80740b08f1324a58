"""Lot names that people can read and not confuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.codes.rules.lots import is_lot_name, look
from traceability.resolver.rules.digital_link import digital_link


@pytest.mark.parametrize("name", ["L261005A", "1", "2026-11-24", "ABCDEFGHIJKL"])
def test_capitals_digits_and_hyphens_make_a_lot_name(name):
    assert is_lot_name(name)


@pytest.mark.parametrize("name", ["", "-1", "l01", "LÔ1", "L 1", "L/1", "L01\n", "ABCDEFGHIJKLM"])
def test_anything_else_does_not(name):
    assert not is_lot_name(name)


@pytest.mark.parametrize(("one", "other"), [("L01", "LO1"), ("L01", "L0I"), ("A-8", "AB")])
def test_names_that_look_alike_are_recognised(one, other):
    assert look(one) == look(other)


def test_different_names_look_different():
    assert look("L01") != look("L02")


@given(st.from_regex(r"[0-9A-Z][0-9A-Z-]{0,11}", fullmatch=True))
def test_a_lot_name_needs_no_escapes_in_an_address(name):
    assert digital_link("8938505970011", lot=name).path().endswith(f"/10/{name}")
