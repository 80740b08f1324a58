"""Plugs certification into the application."""

from flask import Flask

from certification.cli import cli
from certification.views import public


def register(app: Flask) -> None:
    app.register_blueprint(public.bp)
    app.cli.add_command(cli)
