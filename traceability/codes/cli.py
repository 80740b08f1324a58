"""`flask codes …`: the life of a code after it was given out."""

import sys

import click

from core.commands import CodeArgument, Commands, PersonName
from core.db.sessions import transaction
from core.errors import DomainError
from traceability.codes.rules.code_states import CodeStep
from traceability.codes.services import change_status

cli = Commands("codes", help="Public codes: void, recall or retire them.")


@cli.command("record")
@click.argument("code", type=CodeArgument())
@click.argument("step", type=click.Choice([step.value for step in CodeStep]))
@click.option("--actor", type=PersonName(), required=True, help="Who decides or records it.")
def record(code: str, step: str, actor: str) -> None:
    """Take STEP in the life of CODE; its page shows that with the next scan."""
    try:
        with transaction() as session:
            status = change_status(session, code, CodeStep(step), actor=actor)
    except DomainError as no:
        why = ", ".join(f"{name} {value}" for name, value in no.facts.items())
        click.echo(f"refused: {no.code} ({why})", err=True)
        sys.exit(1)
    click.echo(f"{code}: {status}")
