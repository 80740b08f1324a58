"""`flask demo …`: illustrative offers, and an account for each role, for a trial run."""

import click

from accounts.privacy.services.holdings import Holdings
from accounts.trial.services.accounts import make_trial_accounts, remove_trial_accounts
from accounts.trial.services.keys import TrialKeys
from core.commands import Commands
from core.composition import services
from core.db.sessions import transaction
from marketplace.offers.services import demonstration as demo

demonstration = Commands("demo", help="Illustrative offers and accounts for a trial run.")


@demonstration.command("load")
@click.option("--if-new", is_flag=True, help="Say nothing when there is nothing to do.")
def load(*, if_new: bool) -> None:
    """Give products without an offer an illustrative one, and make an account for each role."""
    with transaction() as session:
        made = demo.load_offers(session)
        accounts = make_trial_accounts(session, services()[TrialKeys])
    if made or not if_new:
        click.echo(f"{made} illustrative offers made")
    if accounts or not if_new:
        click.echo(f"{accounts} trial accounts made (never beside accounts of people, or on https)")


@demonstration.command("reset")
def reset() -> None:
    """Take the illustrative offers and the trial accounts away."""
    with transaction() as session:
        gone = demo.remove_offers(session)
        accounts = remove_trial_accounts(session, services()[TrialKeys], services()[Holdings])
    click.echo(f"{gone} illustrative offers removed")
    click.echo(f"{accounts} trial accounts removed")
