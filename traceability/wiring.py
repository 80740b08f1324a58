"""Plugs traceability into the application."""

from flask import Flask

from traceability.cli import cli


def register(app: Flask) -> None:
    app.cli.add_command(cli)
