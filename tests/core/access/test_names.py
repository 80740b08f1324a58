"""Names that nobody can tell apart, and those under which programs act."""

import click
import pytest

from core.access.actors import Actor
from core.access.names import NameReserved, is_same_person
from core.commands import PersonName


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("An", "AN"),
        ("An", "An."),
        ("An", "\u0410n"),  # Cyrillic
        ("An", "\uff21n"),  # fullwidth
        ("An", "\u0391n"),  # Greek
        ("Nguyễn Văn An", "nguyễn-văn  an"),
        ("Hòa", "Hoà"),
        ("Nguyễn", "Nguye\u0302\u0303n"),
        ("Đào", "Ðào"),
        ("Linh", "Iinh"),
    ],
)
def test_names_that_look_alike_are_of_one_person(name, other):
    assert is_same_person(name, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [("An", "Ân"), ("Lan", "Lân"), ("Hoa", "Hòa"), ("Dung", "Đung"), ("Đức", "Đực"), ("An", "Anh")],
)
def test_names_with_other_letters_or_tones_are_of_two(name, other):
    assert not is_same_person(name, other)


@pytest.mark.parametrize(
    "typed",
    [
        "catalogue import",
        "Catalogue  IMPORT",
        "catalogue-import",
        "catalogueimport",
        "ｃatalogue import",
        "c\u0430talogue import",
        "cataIogue irnport",
        "places load",
        "demo",
    ],
)
def test_nobody_acts_under_the_name_of_a_program(typed):
    with pytest.raises(click.BadParameter, match="a program acts"):
        PersonName().convert(typed, None, None)


def test_a_person_keeps_the_name():
    assert PersonName().convert("Nguyễn Thị Lan (Sở Công Thương)", None, None) == (
        "Nguyễn Thị Lan (Sở Công Thương)"
    )


@pytest.mark.parametrize("name", ["catalogue import", "Catalogue Irnport", "DEM0"])
def test_no_person_acts_under_the_name_of_a_program(name):
    with pytest.raises(NameReserved):
        Actor(name, account_id=1)
    with pytest.raises(NameReserved):
        Actor.at_command_line(name)
