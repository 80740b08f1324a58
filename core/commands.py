"""Flask commands that answer a database out of reach with one line and exit status 1."""

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
