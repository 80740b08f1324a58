"""`flask audit check`: whether the record of official acts is what was written."""

import sys

import click

from core.audit import entries as audit
from core.commands import Commands
from core.db.sessions import read_session

cli = Commands("audit", help="The chain of official acts.")


class Mark(click.ParamType[bytes]):
    """A mark as this command prints it."""

    name = "mark"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> bytes:
        try:
            return bytes.fromhex(value)
        except ValueError:
            self.fail(f"{value!r} is no mark", param, ctx)


@cli.command("check")
@click.option("--mark", "kept", type=Mark(), help="A mark kept from an earlier check.")
def check(kept: bytes | None) -> None:
    """Follow the chain; status 1 when an entry was changed, or the mark is not in it any more."""
    with read_session() as session:
        found = audit.examine(session, kept)
    if found.broken_at is not None:
        click.echo(f"refused: entry {found.broken_at} is not what was written", err=True)
        sys.exit(1)
    if not found.knows:
        click.echo("refused: the mark is not in the chain: entries were cut off", err=True)
        sys.exit(1)
    click.echo(f"{found.entries} entries, newest mark {found.newest.hex()}")
