"""`flask search …`: the product index."""

import sys

import click
from sqlalchemy.orm import Session

from core.clock import today
from core.commands import Commands
from core.composition import services
from core.db.sessions import read_session, transaction
from search.engine import SearchEngine, SearchUnavailable
from storefront.index import services as index

search = Commands("search", help="Keep the product index in step with the database.")

NAMED = 20  # differences spelled out; the rest is counted


@search.command("rebuild")
@click.option("--if-stale", is_flag=True, help="Only when index and database differ.")
def rebuild(*, if_stale: bool) -> None:
    """Build a new index beside the live one and swap it in."""
    try:
        with transaction() as session:
            if if_stale and _in_step(session):
                return
            name = index.rebuild(session, services()[SearchEngine], today(), progress=_count)
    except SearchUnavailable as error:
        click.echo(f"refused: the search engine is away ({error})", err=True)
        sys.exit(1)
    click.echo(f"\nlive index is now {name}")


@search.command("status")
def status() -> None:
    """Compare database and index by version and name what differs."""
    try:
        with read_session() as session:
            apart = index.compare(session, services()[SearchEngine], today())
        found = services()[SearchEngine].status()
    except SearchUnavailable as error:
        click.echo(f"refused: the search engine is away ({error})", err=True)
        sys.exit(1)
    click.echo(f"{found.engine} {found.index}: {found.documents} documents")
    for word, keys in (
        ("missing", apart.missing),
        ("stale", apart.stale),
        ("surplus", apart.surplus),
    ):
        shown = " ".join(keys[:NAMED]) + (" …" if len(keys) > NAMED else "")
        click.echo(f"{word}: {len(keys)} {shown}".rstrip())
    sys.exit(1 if apart else 0)


def _in_step(session: Session) -> bool:
    try:
        return not index.compare(session, services()[SearchEngine], today())
    except SearchUnavailable:
        return False


def _count(done: int) -> None:
    click.echo(f"\r{done} documents", nl=False, err=True)
