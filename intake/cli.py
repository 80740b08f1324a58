"""`flask catalogue import`: products, raw-material areas, or what ties the two, from a file."""

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

import click
from flask import current_app
from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from core.clock import today
from core.commands import Commands
from core.db.sessions import read_session, transaction
from core.sheets.headings import heading
from core.sheets.problems import ProblemReport, SheetNote, SheetProblem
from core.sheets.schema import header_of
from intake.change_wording import change_lines
from intake.errors import AreasRefused, CatalogueRefused, ImportRunning
from intake.import_lock import import_lock
from intake.import_wording import note_lines, report_lines
from intake.rules.file_kinds import EVERY_NAME, FileKind, kind_of
from intake.services.area_import import AreaChanges, import_areas, import_links
from intake.services.catalogue_changes import Changes
from intake.services.catalogue_check import check_catalogue
from intake.services.catalogue_import import stage_catalogue
from intake.services.catalogue_writing import write_catalogue
from intake.services.import_context import ImportContext, import_context
from registry.rules.prints import motifs

cli = Commands("catalogue", help="The catalogue of products and raw-material areas.")

LANGUAGE = "vi"  # a command has no request to ask for its language
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
Write = Callable[[Session], AreaChanges]


class Rehearsed(Exception):
    """Everything would work; nothing is to be kept."""


@cli.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Say what would change; keep nothing.")
def import_file(file: Path, *, dry_run: bool) -> None:
    """Import FILE (CSV in UTF-8, or XLSX); its header tells what it holds."""
    header = header_of(file, EVERY_NAME)
    names = [] if isinstance(header, SheetProblem) else [heading(cell) for cell in header.cells]
    match kind_of(names):
        case FileKind.LINKS:
            _write(lambda session: import_links(session, file), dry_run=dry_run)
        case FileKind.AREAS:
            _write(lambda session: import_areas(session, file, today()), dry_run=dry_run)
        case FileKind.PRODUCTS:
            _import_products(file, dry_run=dry_run)


def _import_products(file: Path, *, dry_run: bool) -> None:
    context = _context()
    report = check_catalogue(file, context, _progress)
    if report:
        _refuse(report)
    _tell_notes(report.notes)
    with _refusals():
        changes = _staged_and_written(file, context, dry_run=dry_run)
    if dry_run:
        with force_locale(LANGUAGE):
            for line in change_lines(changes):
                click.echo(line)
        _tell_notes(report.places)
    _say(changes, dry_run=dry_run)


def _staged_and_written(file: Path, context: ImportContext, *, dry_run: bool) -> Changes:
    with import_lock() as lock:
        with read_session() as session:
            staged = stage_catalogue(session, file, context, _progress)
        if dry_run:
            return staged.changes()
        with transaction() as session:
            changes = write_catalogue(session, file, staged, context, _progress)
            lock.verify()
        return changes


def _context() -> ImportContext:
    words = Path(current_app.root_path) / "data" / "prints.csv"
    with words.open(encoding="utf-8", newline="") as rows, read_session() as session:
        return import_context(session, motifs(csv.DictReader(rows)), today())


def _write(write: Write, *, dry_run: bool) -> None:
    """All in one transaction, which a dry run takes back."""
    changes = AreaChanges()
    with _refusals(), suppress(Rehearsed), transaction() as session:
        changes = write(session)
        _keep(not dry_run)
    _tell_notes(changes.notes)
    _say(changes, dry_run=dry_run)


@contextmanager
def _refusals() -> Iterator[None]:
    """Tell them, and end with status 1."""
    try:
        yield
    except (CatalogueRefused, AreasRefused) as no:
        report = no.facts["report"]
        assert isinstance(report, ProblemReport)
        _refuse(report)
    except ImportRunning:
        with force_locale(LANGUAGE):
            click.echo(gettext("Một lần nhập khác đang chạy; hãy thử lại sau."), err=True)
        sys.exit(1)


def _tell_notes(notes: Iterable[SheetNote]) -> None:
    with force_locale(LANGUAGE):
        for line in note_lines(notes):
            click.echo(line)


def _say(changes: Changes | AreaChanges, *, dry_run: bool) -> None:
    word = "would change" if dry_run else "done"
    click.echo(
        f"{word}: {changes.new} new, {changes.changed} changed, {changes.unchanged} unchanged"
    )


def _keep(is_kept: bool) -> None:  # noqa: FBT001 - yes or no
    if not is_kept:
        raise Rehearsed


def _refuse(report: ProblemReport) -> NoReturn:
    with force_locale(LANGUAGE):
        for line in report_lines(report):
            click.echo(line)
    sys.exit(1)


def _progress(step: str, rows: int) -> None:
    click.echo(f"{step} {rows} rows", err=True)
