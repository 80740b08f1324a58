"""Plugs certification into the application."""

from flask import Flask

from certification.certificates.cli import cli
from certification.certificates.views import public


def register(app: Flask) -> None:
    app.register_blueprint(public.bp)
    app.cli.add_command(cli)
