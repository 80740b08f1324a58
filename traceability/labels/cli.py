"""`flask labels …`: label sheets as PDF, for the producers and offices that print them."""

from pathlib import Path
from typing import Any

import click

from core.clock import today
from core.codes import UnreadableCode, read_code
from core.commands import Commands
from core.composition import services
from core.db.sessions import read_session
from traceability.labels.queries import codes_of_producer, labels_of
from traceability.labels.sheets.label import Label, LabelsRefused
from traceability.labels.sheets.layouts import LAYOUTS
from traceability.labels.sheets.sheet import calibration
from traceability.labels.sheets.sheet import sheet as label_sheet

cli = Commands("labels", help="Labels to print.")

layout_option = click.option(
    "--layout", type=click.Choice(list(LAYOUTS)), default="a4-24", show_default=True
)
offset_option = click.option(
    "--offset",
    type=(float, float),
    default=(0.0, 0.0),
    help="How far this printer must be moved, in millimetres to the right and down.",
)
out_option = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)


@cli.command("sheet")
@click.argument("codes", nargs=-1)
@click.option("--all-of", "producer", help="Slug of a producer: one label for each product.")
@click.option("--copies", type=click.IntRange(1, 10_000), default=1, show_default=True)
@layout_option
@click.option(
    "--start", type=click.IntRange(1), default=1, help="First free label of a used sheet."
)
@offset_option
@out_option
def sheet(codes: tuple[str, ...], *, producer: str | None, copies: int, **paper: Any) -> None:  # noqa: ANN401 - options as click gives them
    """Write labels for CODES, or for all products of a producer, to a PDF file."""
    if bool(codes) == bool(producer):
        raise click.UsageError("Name codes, or a producer with --all-of.")
    labels = _labels(codes, producer)
    try:
        file = label_sheet(
            (label for label in labels for _ in range(copies)),
            LAYOUTS[paper["layout"]],
            start=paper["start"],
            offset_mm=paper["offset"],
        )
    except LabelsRefused as no:
        raise click.ClickException(f"No sheet was made: {no.facts}") from no
    paper["out"].write_bytes(file)
    click.echo(f"{len(labels) * copies} labels in {paper['out']}")


@cli.command("calibrate")
@layout_option
@offset_option
@out_option
def calibrate(*, layout: str, offset: tuple[float, float], out: Path) -> None:
    """Write a page to print on plain paper and hold against the labels."""
    out.write_bytes(calibration(LAYOUTS[layout], offset_mm=offset))
    click.echo(f"Calibration page in {out}")


def _labels(codes: tuple[str, ...], producer: str | None) -> list[Label]:
    try:
        wanted = [read_code(code) for code in codes]
    except UnreadableCode as no:
        raise click.ClickException(f"Not a code: {no.facts}") from no
    with read_session() as session:
        if producer:
            wanted = list(codes_of_producer(session, producer))
        labels = labels_of(session, wanted, public_url=services().public_url, at=today())
    missing = sorted(set(wanted) - {label.code for label in labels})
    if missing:
        raise click.ClickException(f"No product in force has: {', '.join(missing)}")
    if not labels:
        raise click.ClickException("There is nothing to print for this producer.")
    return labels
