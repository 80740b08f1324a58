"""Flask commands that answer a database out of reach with one line and exit status 1."""

import re
import unicodedata
from itertools import pairwise
from typing import Any

import click
import psycopg
from flask.cli import AppGroup
from procrastinate.exceptions import ConnectorException
from psycopg import errors
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from core.access.actors import Actor
from core.access.names import is_program
from core.code_recognition import CodeFault, code_in, recognise
from core.codes import UnreadableCode, read_code

UNAVAILABLE = (
    OperationalError,
    InterfaceError,
    NoConnectionFree,
    psycopg.OperationalError,
    ConnectorException,
)

LONGEST = 200  # letters of a line that somebody will read later
SHOWN = 40  # of one that is refused
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U00016fe4\U0001d159\U000e0100-\U000e01ef]"
)
_PILED = re.compile("[\u0300-\u036f]{2}")


class OneLine(click.ParamType[str]):
    """A name or number somebody will read later: not empty, not hidden, not a novel."""

    name = "text"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:  # noqa: ANN401 - click's signature
        words = " ".join(unicodedata.normalize("NFC", value).split())
        if not words or not words.isprintable() or len(words) > LONGEST:
            shown = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
            self.fail(f"{shown!r} is not one line of 1 to {LONGEST} letters", param, ctx)
        if letter := _unseen(words):
            self.fail(f"U+{ord(letter):04X} shows nothing, or is a mark on no letter", param, ctx)
        if not any(letter.isalnum() for letter in words):
            self.fail("it has neither a letter nor a digit", param, ctx)
        return words


def _unseen(words: str) -> str | None:
    """What is drawn as nothing though it counts as printable, or marks what is no letter."""
    for before, letter in pairwise(f" {words}"):
        is_mark = unicodedata.category(letter).startswith("M")
        is_lone = is_mark and not (before.isalnum() or unicodedata.category(before).startswith("M"))
        if is_lone or _UNSEEN.match(letter):
            return letter
    piled = _PILED.search(words)
    return piled[0][0] if piled else None


class PersonName(OneLine):
    """Who acts: a name of a person, not that of a program or what looks like it."""

    def convert(self, value: Any, param: Any, ctx: Any) -> str:  # noqa: ANN401 - click's signature
        name = super().convert(value, param, ctx)
        if is_program(name):
            self.fail(f"{name!r} is the name under which a program acts", param, ctx)
        return name


class ActingPerson(click.ParamType[Actor]):
    """Who acts, as an actor: whoever has a shell on the machine may do everything."""

    name = "text"

    def convert(self, value: Any, param: Any, ctx: Any) -> Actor:  # noqa: ANN401 - click's signature
        return Actor.at_command_line(PersonName().convert(value, param, ctx))


class CodeArgument(click.ParamType[str]):
    """A public code, read as leniently as on the web."""

    name = "code"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:  # noqa: ANN401 - click's signature
        try:
            return code_typed(value)
        except UnreadableCode:
            self.fail(why_no_code(value), param, ctx)


def code_typed(typed: str) -> str:
    """The code that a word holds. Raises UnreadableCode."""
    try:
        return read_code(typed)
    except UnreadableCode:
        return code_in(typed)


def why_no_code(typed: str) -> str:
    """What is wrong with a word that was to be a code."""
    recognition = recognise(typed)
    near = recognition.near
    if len(recognition.codes) > 1:
        why = "it holds several"
    elif near is None:
        why = "a code has ten letters and digits"
    else:
        why = _CODE_FAULTS[near.fault].format(n=near.difference)
    return f"{typed[:SHOWN]!r} is no code: {why}."


_CODE_FAULTS = {
    CodeFault.CHECK_CHARACTER: "one character is wrong, or two have changed places",
    CodeFault.LETTERS: "codes have digits and letters without marks, and no U",
    CodeFault.SHORT: "{n} of its ten characters missing",
    CodeFault.LONG: "{n} too many, a code has ten characters",
}


class Command(click.Command):
    """Every command of ours is one of these, or stands in a group below."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """A word that is no UTF-8 can be neither searched for, nor kept, nor read by anybody."""
        for word in args:
            if word != word.encode(errors="replace").decode():
                raise click.UsageError(f"Not UTF-8: {word[:SHOWN]!a}", ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        try:
            return super().invoke(ctx)
        except UNAVAILABLE as error:
            raise click.ClickException(reason_of(error)) from error


class Commands(Command, AppGroup):
    """A group; what stands in it need not say anything."""

    command_class = Command


BUSY = (errors.LockNotAvailable, errors.DeadlockDetected)


def reason_of(error: Exception) -> str:
    """What is the matter: somebody else is at work, or what the way to the database says."""
    cause = getattr(error, "orig", None) or error.__cause__ or error
    if isinstance(cause, BUSY):
        return "Somebody else is changing the same record, so nothing was stored. Try again soon."
    if isinstance(cause, errors.QueryCanceled):
        return "The database took too long, so nothing was stored. Try again when it is less busy."
    return f"The database does not answer: {' '.join(str(cause).split())}"
