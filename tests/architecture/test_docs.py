"""What a visitor reads tells of all there is, and leads to files that are there."""

import re

import click

from config import ROOT, Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)|src=\"([^\"]+)\"")


def test_the_readme_is_read_in_a_few_minutes():
    assert README.count("\n") <= 120


def test_the_house_in_the_readme_has_the_rooms_that_are_there():
    drawn = set(re.findall(r"^([a-z]+)/  ", README, re.MULTILINE))
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert drawn == packages - {"tests", "benchmarks"}


def test_every_link_of_the_documents_leads_to_a_file():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data" / "README.md"]
    links = [
        (document.relative_to(ROOT).as_posix(), link)
        for document in documents
        for match in LINK.finditer(document.read_text(encoding="utf-8"))
        if not (document.parent / (link := match[1] or match[2])).exists()
    ]

    assert len(documents) > 20
    assert links == []


def test_every_setting_is_explained():
    table = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)

    assert sorted(documented) == sorted(name.upper() for name in Settings.model_fields)


def test_every_command_is_explained(app):
    missing = [
        f"{group} {command}"
        for group, commands in app.cli.commands.items()
        if isinstance(commands, click.Group)
        for command in commands.commands
        if f"`{group} {command}" not in COMMANDS
    ]

    assert missing == []
    assert "`worker" in COMMANDS


def test_every_make_target_is_explained():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE)

    assert [name for name in targets if f"`make {name}`" not in COMMANDS] == []


def test_every_program_in_bin_is_explained():
    programs = sorted(path.name for path in (ROOT / "bin").iterdir() if path.is_file())
    inside = {"requirements", "setup"}  # called by make alone

    assert [n for n in programs if n not in inside and f"bin/{n}" not in COMMANDS] == []
