"""What people type to be known by, and what is kept of it."""

import pytest

from accounts.people.rules.identifiers import Identifier, read_identifier


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Mai@Example.VN ", "mai@example.vn"),
        ("mai@ví-dụ.vn", "mai@xn--v-d-rma6749a.vn"),
        ("mai@chosao.test", "mai@chosao.test"),
        ("ｍai＠example.vn", "mai@example.vn"),
        ("mai\u200b@example.vn", "mai@example.vn"),
    ],
)
def test_an_address_is_kept_in_one_spelling(typed, kept):
    assert read_identifier(typed) == Identifier(email=kept)


@pytest.mark.parametrize(
    "typed",
    ["0912 345 678", "+84 912-345-678", "0084912345678", "(0912)345.678", "０９１２３４５６７８"],
)
def test_a_number_is_kept_as_the_world_dials_it(typed):
    assert read_identifier(typed) == Identifier(phone="+84912345678")


@pytest.mark.parametrize(
    "typed",
    [
        "", "mai", "mai@", "mai@example", "a..b@example.vn", "m\u0430i@example.vn",
        "mai@example.vn\x00", "mai@[127.0.0.1]", f"{'a' * 300}@example.vn",
        "0912\x00345678", "0912345", "1900 1234", "024 3825 1234", "0912abc678", "9" * 10_000,
    ],
)  # fmt: skip
def test_what_is_neither_address_nor_mobile_number_is_nothing(typed):
    assert read_identifier(typed) is None
