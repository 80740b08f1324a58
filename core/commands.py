"""Flask commands that answer a database out of reach with one line and exit status 1."""

import unicodedata
from typing import Any

import click
import psycopg
from flask.cli import AppGroup
from procrastinate.exceptions import ConnectorException
from psycopg import errors
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

UNAVAILABLE = (
    OperationalError,
    InterfaceError,
    NoConnectionFree,
    psycopg.OperationalError,
    ConnectorException,
)

LONGEST = 200  # letters of a line that somebody will read later
SHOWN = 40  # of one that is refused


class OneLine(click.ParamType[str]):
    """A name or number somebody will read later: not empty, not hidden, not a novel."""

    name = "text"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:  # noqa: ANN401 - click's signature
        words = " ".join(unicodedata.normalize("NFC", value).split())
        if not words or not words.isprintable() or len(words) > LONGEST:
            shown = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
            self.fail(f"{shown!r} is not one line of 1 to {LONGEST} letters", param, ctx)
        return words


class Command(click.Command):
    """Every command of ours is one of these, or stands in a group below."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        try:
            return super().invoke(ctx)
        except UNAVAILABLE as error:
            raise click.ClickException(reason_of(error)) from error


class Commands(Command, AppGroup):
    """A group; what stands in it need not say anything."""


BUSY = (errors.LockNotAvailable, errors.DeadlockDetected)


def reason_of(error: Exception) -> str:
    """What is the matter: somebody else is at work, or what the way to the database says."""
    cause = getattr(error, "orig", None) or error.__cause__ or error
    if isinstance(cause, BUSY):
        return "Somebody else is changing the same record, so nothing was stored. Try again soon."
    if isinstance(cause, errors.QueryCanceled):
        return "The database took too long, so nothing was stored. Try again when it is less busy."
    return f"The database does not answer: {' '.join(str(cause).split())}"
