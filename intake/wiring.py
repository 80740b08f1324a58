"""Plugs the intake of files into the application."""

from flask import Flask

from core.composition import Services
from intake import cli


def register(app: Flask, _: Services) -> None:
    app.cli.add_command(cli.cli)
