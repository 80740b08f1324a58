"""Plugs the marketplace into the application."""

from flask import Flask

from core.composition import Services
from marketplace.listings import wiring as listings
from marketplace.offers import cli
from marketplace.sellers import wiring as sellers


def register(app: Flask, services: Services) -> None:
    """Commands; carts, orders and payments are to come."""
    app.cli.add_command(cli.demonstration)
    sellers.register(app, services)
    listings.register(app, services)
