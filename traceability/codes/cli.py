"""`flask codes …`: the life of a code after it was given out."""

import sys

import click

from core.access.actors import Actor
from core.commands import ActingPerson, CodeArgument, Commands
from core.db.sessions import transaction
from core.errors import DomainError
from traceability.codes.rules.code_states import CodeStep
from traceability.codes.services import change_status

cli = Commands("codes", help="Public codes: void, recall or retire them.")


@cli.command("record")
@click.argument("code", type=CodeArgument())
@click.argument("step", type=click.Choice([step.value for step in CodeStep]))
@click.option("--actor", type=ActingPerson(), required=True, help="Who decides or records it.")
def record(code: str, step: str, actor: Actor) -> None:
    """Take STEP in the life of CODE; its page shows that with the next scan."""
    try:
        with transaction() as session:
            status = change_status(session, code, CodeStep(step), actor=actor)
    except DomainError as no:
        why = ", ".join(f"{name} {value}" for name, value in no.facts.items())
        click.echo(f"refused: {no.code} ({why})", err=True)
        sys.exit(1)
    click.echo(f"{code}: {status}")
