"""`flask audit …`: the record of official acts, and whether it is what was written."""

import sys
from datetime import datetime, timedelta

import click
import orjson

from core.audit.checking import Backlog, Chain, examine, examine_unsealed
from core.audit.reading import acts_since
from core.clock import VIETNAM, now
from core.commands import Commands
from core.db.sessions import read_session
from core.jobs.waiting import is_worker_running

LATE = timedelta(minutes=1)  # a running worker seals within seconds

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
    """Follow the chain; status 1 when an entry was changed, cut off, or is left unsealed."""
    with read_session() as session:
        chain = examine(session, kept)
        backlog = examine_unsealed(session)
        is_worked = is_worker_running(session)
    waiting = _in_words(backlog)
    if refusal := _refusal(chain, backlog):
        click.echo(f"refused: {refusal}", err=True)
        sys.exit(1)
    if is_worked and backlog.age(now()) > LATE:
        click.echo(f"refused: {waiting}, although a worker is running", err=True)
        sys.exit(1)
    click.echo(f"{chain.entries} entries sealed, newest mark {chain.newest.hex()}")
    click.echo(waiting if is_worked else f"{waiting}; no worker is running")


@cli.command("list")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="A day in Vietnam.")
@click.option("--json", "as_json", is_flag=True, help="As a list of objects.")
def list_(*, since: datetime, as_json: bool) -> None:
    """Every act from that day on."""
    with read_session() as session:
        acts = [*acts_since(session, since.replace(tzinfo=VIETNAM))]
    if as_json:
        click.echo(orjson.dumps(acts, option=orjson.OPT_INDENT_2))
        return
    for act in acts:
        who = f"{act.actor} for {act.on_behalf_of}" if act.on_behalf_of else act.actor
        click.echo(
            f"{act.at.astimezone(VIETNAM):%Y-%m-%d %H:%M}\t{who}\t{act.action}\t{act.subject}"
        )


def _refusal(chain: Chain, backlog: Backlog) -> str | None:
    broken_at = chain.broken_at or backlog.broken_at
    if broken_at is not None:
        return f"entry {broken_at} is not what was written"
    if chain.emptied:
        return "no entry is left, although there have been some: the trail was emptied"
    if backlog.forgotten is not None:
        return f"entry {backlog.forgotten} has no seal and waits for none: seals were taken away"
    if not chain.knows:
        return "the mark is not in the chain: entries were cut off"
    return None


def _in_words(backlog: Backlog) -> str:
    if not backlog.entries:
        return "0 unsealed"
    return f"{backlog.entries} unsealed, the oldest for {backlog.age(now()).total_seconds():.0f} s"
