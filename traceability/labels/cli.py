"""`flask labels …`: label sheets as PDF, for the producers and offices that print them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from core.clock import today
from core.codes import UnreadableCode
from core.commands import Commands, code_typed, why_no_code
from core.composition import services
from core.db.sessions import read_session
from core.files import write_whole
from registry.rules.issued_codes import CodeStatus
from traceability.labels.qr.payload import is_loopback
from traceability.labels.qr.reading import UnreadableSymbol
from traceability.labels.queries import codes_of_producer, labels_of
from traceability.labels.sheets.label import Label, LabelsRefused
from traceability.labels.sheets.layouts import LAYOUTS
from traceability.labels.sheets.sheet import calibration
from traceability.labels.sheets.sheet import sheet as label_sheet

cli = Commands("labels", help="Labels to print.")

REFUSALS = {
    "empty": "there is no label to print.",
    "start": "--start must be from 1 to {most} with this layout.",
    "offset": "--offset must be numbers from -{most} to {most}, in millimetres.",
    "dense": "the symbol does not fit on a label of layout {layout}.",
    "crowded": "the text does not fit on a label of this layout.",
    "sign": "the font has no sign for {sign!r} ({name}), which a name on the label has.",
}

OBSTACLES = {
    "no_product": "no product has this code.",
    "revoked": "the certificate of its product was revoked.",
    CodeStatus.RECALLED: "its product is being recalled.",
    CodeStatus.VOID: "the code is void.",
    CodeStatus.STOLEN: "labels with it were stolen.",
    CodeStatus.RETIRED: "the code is no longer used.",
    CodeStatus.RESERVED: "the code is not in use yet.",
    CodeStatus.PRINTED: "the code is not in use yet.",
    CodeStatus.ERASED: "the code was erased.",
}

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
    with _refusals(paper["out"]):
        file = label_sheet(
            (label for label in labels for _ in range(copies)),
            LAYOUTS[paper["layout"]],
            start=paper["start"],
            offset_mm=paper["offset"],
        )
        write_whole(paper["out"], file)
    click.echo(f"{len(labels) * copies} labels in {paper['out']}")
    _warn_of_address(services().public_url)


@cli.command("calibrate")
@layout_option
@offset_option
@out_option
def calibrate(*, layout: str, offset: tuple[float, float], out: Path) -> None:
    """Write a page to print on plain paper and hold against the labels."""
    with _refusals(out):
        write_whole(out, calibration(LAYOUTS[layout], offset_mm=offset))
    click.echo(f"Calibration page in {out}")


@contextmanager
def _refusals(out: Path) -> Iterator[None]:
    """Answer what cannot be printed or written in one line."""
    try:
        yield
    except LabelsRefused as no:
        why = REFUSALS[str(no.facts["reason"])].format(**no.facts)
        raise click.ClickException(f"No sheet was made: {why}") from no
    except UnreadableSymbol as no:
        raise click.ClickException("No sheet was made: a symbol could not be read back.") from no
    except OSError as no:
        raise click.ClickException(f"{out}: {no.strerror}. Nothing was written.") from no


def _labels(codes: tuple[str, ...], producer: str | None) -> list[Label]:
    """Of codes that were named each must have a label; of a producer's those that have are made."""
    chosen: Sequence[str] | None = [_code(typed) for typed in codes]
    with read_session() as session:
        if producer:
            chosen = codes_of_producer(session, producer)
        if chosen is None:
            raise click.ClickException(f"There is no producer {producer!r}; see /co-so/… pages.")
        labels, refused = labels_of(session, chosen, public_url=services().public_url, at=today())
    reasons = [f"{code}: {OBSTACLES[why]}" for code, why in refused.items()]
    if reasons and codes:
        raise click.ClickException("No sheet was made.\n" + "\n".join(reasons))
    for reason in reasons:
        click.echo(f"Left out: {reason}", err=True)
    if not labels:
        raise click.ClickException("There is nothing to print for this producer.")
    return labels


def _warn_of_address(public_url: str) -> None:
    """What is printed stays: an address that only this machine answers is useless on a pack."""
    if is_loopback(public_url):
        click.echo(
            f"Warning: the labels lead to {public_url}, which only this machine can open;"
            " set PUBLIC_URL before you print for others.",
            err=True,
        )


def _code(typed: str) -> str:
    try:
        return code_typed(typed)
    except UnreadableCode as no:
        raise click.ClickException(why_no_code(typed)) from no
