"""What stands in a QR must open from any camera and stay short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import ALPHABET, read_code
from core.codes import check_character as check
from traceability.labels.qr.payload import is_loopback, payload


@pytest.mark.parametrize(
    ("public_url", "expected"),
    [
        ("https://ocop.vn", "https://OCOP.VN/7K3MX9QF2Z"),
        ("https://ocop.vn/", "https://OCOP.VN/7K3MX9QF2Z"),
        ("HTTPS://ocop.vn", "https://OCOP.VN/7K3MX9QF2Z"),
        ("ocop.vn", "https://OCOP.VN/7K3MX9QF2Z"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/7K3MX9QF2Z"),
        ("http://localhost:8000/", "http://LOCALHOST:8000/7K3MX9QF2Z"),
        ("https://tinh.vn/ocop/", "https://TINH.VN/ocop/7K3MX9QF2Z"),
    ],
)
def test_the_host_is_upper_case_and_the_scheme_lower(public_url, expected):
    assert payload(public_url, "7K3MX9QF2Z") == expected


@pytest.mark.parametrize("public_url", ["", "https://", "https:///a"])
def test_an_address_without_host_is_a_programming_error(public_url):
    with pytest.raises(ValueError, match="no host"):
        payload(public_url, "7K3MX9QF2Z")


@given(st.text(ALPHABET, min_size=9, max_size=9))
def test_the_code_comes_back_out_of_its_address(body):
    code = body + check(body)

    assert read_code(payload("https://ocop.vn", code).rpartition("/")[2]) == code


@pytest.mark.parametrize(
    ("public_url", "is_useless"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost", True),
        ("http://[::1]:8000", True),
        ("http://0.0.0.0:8000", True),
        ("http://192.168.1.4:8000", False),
        ("https://chosao.vn", False),
    ],
)
def test_an_address_that_only_this_machine_can_open_is_known(public_url, is_useless):
    assert is_loopback(public_url) is is_useless
