"""A load of the map that cannot be right is refused in one line, and changes nothing."""

import shutil

import pytest
from sqlalchemy import func, select

from config import ROOT
from registry.errors import PlacesRefused
from registry.models import Commune, Province
from registry.services.places import load_places

UNREADABLE = (
    "provinces.csv cannot be read: 'utf-8' codec can't decode byte 0xff in position 0:"
    " invalid start byte"
)
PLACES = ROOT / "data" / "places"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(PLACES, tmp_path / "places")


def rewritten(file, old, new, times=-1):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, times), encoding="utf-8")


def refusal(session, folder):
    before = session.scalar(select(func.count()).select_from(Commune))
    with pytest.raises(PlacesRefused) as no:
        load_places(session, folder)
    assert session.scalar(select(func.count()).select_from(Commune)) == before
    (line,) = str(no.value).splitlines()
    return line.replace(f"{folder}/", "")


def test_a_province_that_is_missing_is_named(session, folder):
    rewritten(folder / "provinces.csv", "04,Cao Bằng,tỉnh,cao-bang,22.7456,106.0830\n", "")

    assert refusal(session, folder) == (
        "1 places on record are missing from the files (province 04)."
        " Others stand on them: nothing was changed."
    )
    assert session.scalar(select(Province.name).where(Province.code == "04")) == "Cao Bằng"


@pytest.mark.parametrize("name", ["provinces", "communes", "former_districts", "earlier_units"])
def test_a_file_that_is_missing_is_named(session, folder, name):
    (folder / f"{name}.csv").unlink()

    assert refusal(session, folder).startswith(f"{name}.csv cannot be read: ")


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("communes", "Ba Đình,phường,01", "Ba Đình,phường,99",
         "provinces.csv has no '99', which another file names."),
        ("former_communes", ",00097,", ",99999,",
         "communes.csv has no '99999', which another file names."),
        ("provinces", "21.0001", "north", "01 Hà Nội: could not convert string to float: 'north'"),
        ("communes", "code,name", "number,name", "communes.csv lacks columns: code."),
        ("provinces", ",21.0001,105.6980", "",
         "provinces.csv: row 1 has another number of cells than columns."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(session, folder, file, old, new, line):
    rewritten(folder / f"{file}.csv", old, new, 1)

    assert refusal(session, folder) == line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "provinces.csv lacks columns: code, lat, lon, name, slug, type."),
        (b"code,name,type,slug,lat,lon\n", "provinces.csv has no rows."),
        (b"\xff\xfe", UNREADABLE),
    ],
)  # fmt: skip
def test_a_file_that_is_none_of_ours_is_named(session, folder, content, line):
    (folder / "provinces.csv").write_bytes(content)

    assert refusal(session, folder) == line


def test_the_command_says_it_in_one_line(app, session, folder):
    (folder / "communes.csv").unlink()

    result = app.test_cli_runner().invoke(args=["places", "load", str(folder)])

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: {folder}/communes.csv cannot be read: ")
