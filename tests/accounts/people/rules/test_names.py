"""Which names people may give themselves."""

import pytest

from accounts.people.rules.names import imitates, is_name


@pytest.mark.parametrize(
    "name", ["Chợ Sao", "CHỢ  SAO", "Chợ Sao hỗ trợ", "Аdmin", "UBND xã Trà Đa", "catalogue import",
             "Ủy ban nhân dân xã", "Quản trị viên"],
)  # fmt: skip
def test_names_of_offices_and_of_ours_are_nobodys(name):
    assert imitates(name)


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị Mai", "Chi Cúc", "H'Hen Niê", "Sở", "Y Moan Ênuôl", "Anh Minh"]
)
def test_names_of_people_are_theirs(name):
    assert is_name(name)
    assert not imitates(name)


@pytest.mark.parametrize("name", ["", "123", "…", "Mai\nMai", "a" * 101])
def test_what_cannot_be_read_as_a_name_is_none(name):
    assert not is_name(name)
