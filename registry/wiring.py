"""Plugs the registry into the application."""

from flask import Flask

from core.composition import Services
from registry.cli import cli


def register(app: Flask, _: Services) -> None:
    app.cli.add_command(cli)
