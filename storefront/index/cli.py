"""`flask search …`: the product index."""

import sys
from typing import NoReturn

import click

from core.clock import today
from core.commands import Commands
from core.composition import services
from core.db.sessions import read_session
from search.engine import Differences, IndexForeign, SearchEngine, SearchUnavailable
from storefront.index import services as index
from storefront.index.writer import rebuild_index

search = Commands("search", help="Keep the product index in step with the database.")

NAMED = 20  # differences spelled out; the rest is counted


@search.command("rebuild")
@click.option("--if-stale", is_flag=True, help="Only when index and database differ.")
@click.option("--take-over", is_flag=True, help="Also replace the index of another database.")
def rebuild(*, if_stale: bool, take_over: bool) -> None:
    """Build a new index beside the live one and swap it in."""
    try:
        if if_stale and _is_in_step():
            return
        name = rebuild_index(services()[SearchEngine], progress=_count, take_over=take_over)
    except IndexForeign as foreign:
        _refuse_foreign(foreign)
    except SearchUnavailable as error:
        click.echo(f"refused: the search engine is away ({error})", err=True)
        sys.exit(1)
    click.echo(f"\nlive index is now {name}")


@search.command("status")
def status() -> None:
    """Compare database and index by version and name what differs."""
    try:
        apart = _differences()
        index = services()[SearchEngine].status()
    except IndexForeign as foreign:
        _refuse_foreign(foreign)
    except SearchUnavailable as error:
        click.echo(f"refused: the search engine is away ({error})", err=True)
        sys.exit(1)
    click.echo(f"{index.engine} {index.index}: {index.documents} documents")
    for word, keys in (
        ("missing", apart.missing),
        ("stale", apart.stale),
        ("surplus", apart.surplus),
    ):
        shown = " ".join(keys[:NAMED]) + (" …" if len(keys) > NAMED else "")
        click.echo(f"{word}: {len(keys)} {shown}".rstrip())
    sys.exit(1 if apart else 0)


def _refuse_foreign(foreign: IndexForeign) -> NoReturn:
    remedy = "if nobody uses that one any more: search rebuild --take-over"
    click.echo(f"refused: {foreign}; {remedy}", err=True)
    sys.exit(1)


def _differences() -> Differences:
    with read_session() as session:
        return index.compare(session, services()[SearchEngine], today())


def _is_in_step() -> bool:
    try:
        return not _differences()
    except SearchUnavailable:
        return False


def _count(done: int) -> None:
    click.echo(f"\r{done} documents", nl=False, err=True)
