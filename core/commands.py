"""Groups of commands that say in one line when the database cannot be had."""

from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError


class Commands(AppGroup):
    """Exit status 1 and the reason, as for everything that is refused."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        try:
            return super().invoke(ctx)
        except OperationalError as away:
            raise click.ClickException(told(away)) from away


def told(away: OperationalError) -> str:
    """What the database, or the way to it, says for itself."""
    return f"The database does not answer: {' '.join(str(away.orig).split())}"
