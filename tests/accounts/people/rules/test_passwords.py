"""Which passwords are refused, and why."""

import pytest

from accounts.people.rules.passwords import PasswordFault, password_fault

MAI = ("mai@example.vn", "Nguyễn Thị Mai")


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("bay chữ", PasswordFault.SHORT),
        ("x" * 10_001, PasswordFault.LONG),
        ("MatKhau123", PasswordFault.USUAL),
        ("mật khẩu 123", PasswordFault.USUAL),
        ("11111111", PasswordFault.USUAL),
        ("abababab", PasswordFault.USUAL),
        ("Mai@example.vn", PasswordFault.PERSONAL),
        ("nguyen thi mai", PasswordFault.PERSONAL),
        ("tám chữ cái", None),
        ("mot-mat-khau-dai" * 625, None),
    ],
)
def test_a_password_is_refused_for_one_reason(password, fault):
    assert password_fault(password, *MAI) == fault


@pytest.mark.parametrize("password", ["0912345678", "+84 912 345 678"])
def test_the_number_somebody_is_known_by_is_no_password(password):
    assert password_fault(password, "+84912345678", "Mai") is PasswordFault.PERSONAL
