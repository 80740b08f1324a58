"""Plugs the marketplace into the application."""

from flask import Flask

from core.composition import Services
from marketplace.offers import cli


def register(app: Flask, _: Services) -> None:
    """Commands; carts, orders and payments are to come."""
    app.cli.add_command(cli.demonstration)
