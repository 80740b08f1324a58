"""`flask places …`: the administrative map."""

from pathlib import Path

import click
from flask import current_app

from core.access.actors import LOADING_PLACES
from core.audit.entries import record, subject_of_file
from core.commands import Commands
from core.db.sessions import transaction
from core.jobs import queue as jobs
from registry.errors import PlacesRefused
from registry.services.places import load_places

cli = Commands("places", help="Today's and former administrative units.")


@cli.command("load")
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False
)
def load(folder: Path | None) -> None:
    """Make the tables of places equal to the files of FOLDER (default: data/places)."""
    folder = folder or Path(current_app.root_path) / "data" / "places"
    with transaction() as session:
        try:
            changed = load_places(session, folder)
        except PlacesRefused as refused:
            raise click.ClickException(str(refused)) from refused
        if changed:
            subject = subject_of_file(folder)
            record(
                session,
                actor=LOADING_PLACES,
                action="places.loaded",
                subject=subject,
                changed=changed,
            )
            jobs.defer(session, "places.changed")
    click.echo(f"{changed} places changed")
