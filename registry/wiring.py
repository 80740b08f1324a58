"""Plugs the registry into the application."""

from flask import Flask

from registry.cli import cli


def register(app: Flask) -> None:
    app.cli.add_command(cli)
