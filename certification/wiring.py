"""Plugs certification into the application."""

from flask import Flask

from certification.certificates.cli import cli
from certification.certificates.views import public
from core.composition import Services


def register(app: Flask, _: Services) -> None:
    app.register_blueprint(public.bp)
    app.cli.add_command(cli)
