"""Plugs the intake of files into the application."""

from flask import Flask

from intake import cli


def register(app: Flask) -> None:
    app.cli.add_command(cli.cli)
