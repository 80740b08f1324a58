"""Names given to commands: whoever reads the audit trail later can read them."""

import click
import pytest

from core.commands import LONGEST, ActingPerson, OneLine, PersonName


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("An", "An"),
        ("  Nguyễn   Văn\tAn ", "Nguyễn Văn An"),
        ("Nguyễn", "Nguyễn"),  # decomposed, as some keyboards type it
        ("đ" * LONGEST, "đ" * LONGEST),
    ],
)
def test_a_name_is_kept_in_one_spelling(typed, kept):
    assert OneLine().convert(typed, None, None) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "", " \t\n", "An\x1b[2J", "An\x07", "\x00", "A\u202en", "\u200b", "\udcff",
        "đ" * (LONGEST + 1), "x" * 100_000,
        "\u3164", "\u2800", "A\ufe0fn", "A\u034fn", "\u0301", "An \u0301B",
        "A\u0301\u0301\u0301n", "…", "-",
    ],
)  # fmt: skip
def test_what_nobody_could_read_is_refused_in_one_short_line(typed):
    with pytest.raises(click.BadParameter) as no:
        OneLine().convert(typed, None, None)

    assert no.value.message.isprintable()
    assert len(no.value.message) < 200


def test_every_command_that_names_an_actor_checks_the_name(app):
    named = {
        f"{group} {name}": option.type
        for group, commands in app.cli.commands.items()
        if isinstance(commands, click.Group)
        for name, command in commands.commands.items()
        for option in command.params
        if option.name in ("actor", "second")
    }

    assert {"certificates record", "codes record"} <= named.keys()
    assert all(isinstance(kind, PersonName | ActingPerson) for kind in named.values())
