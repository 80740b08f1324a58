"""Flask commands that answer a database out of reach with one line and exit status 1."""

from typing import Any

import click
import psycopg
from flask.cli import AppGroup
from procrastinate.exceptions import ConnectorException
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

UNAVAILABLE = (
    OperationalError,
    InterfaceError,
    NoConnectionFree,
    psycopg.OperationalError,
    ConnectorException,
)


class Command(click.Command):
    """Every command of ours is one of these, or stands in a group below."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Words that are no UTF-8 could neither be stored nor shown again."""
        for word in args:
            if not word.isascii() and word != word.encode("utf-8", "replace").decode():
                raise click.UsageError(f"Not UTF-8: {word!a}", ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        try:
            return super().invoke(ctx)
        except UNAVAILABLE as error:
            raise click.ClickException(reason_of(error)) from error


class Commands(Command, AppGroup):
    """A group; what stands in it need not say anything."""


def reason_of(error: Exception) -> str:
    """What the database, or the way to it, says for itself."""
    cause = getattr(error, "orig", None) or error.__cause__ or error
    return f"The database does not answer: {' '.join(str(cause).split())}"
