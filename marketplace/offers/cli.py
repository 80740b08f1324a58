"""`flask demo …`: illustrative offers for a trial run."""

import click

from core.commands import Commands
from core.db.sessions import transaction
from marketplace.offers.services import demonstration as demo

demonstration = Commands("demo", help="Illustrative offers for a trial run.")


@demonstration.command("load")
@click.option("--if-new", is_flag=True, help="Say nothing when there is nothing to do.")
def load(*, if_new: bool) -> None:
    """Give products without an offer an illustrative one."""
    with transaction() as session:
        made = demo.load_offers(session)
    if made or not if_new:
        click.echo(f"{made} illustrative offers made")


@demonstration.command("reset")
def reset() -> None:
    """Take the illustrative offers away."""
    with transaction() as session:
        gone = demo.remove_offers(session)
    click.echo(f"{gone} illustrative offers removed")
