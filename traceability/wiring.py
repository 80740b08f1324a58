"""Plugs traceability into the application."""

from pathlib import Path

from flask import Flask

from traceability import cli_codes, cli_labels, jobs
from traceability.cli import cli
from traceability.views import areas, light, lookup, qr, reports, resolver, scan, visits

HANDLERS = jobs  # importing them is what makes them known to the queue


def register(app: Flask, media: Path) -> None:
    """Pages, commands and jobs; `media` is where made pictures are kept."""
    visits.register(app)
    light.register(app)
    scan.register(app)
    qr.register(app, media)
    for part in (resolver, lookup, areas, reports):
        app.register_blueprint(part.bp)
    app.cli.add_command(cli)
    app.cli.add_command(cli_labels.cli)
    app.cli.add_command(cli_codes.cli)
