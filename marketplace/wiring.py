"""Plugs the marketplace into the application."""

from pathlib import Path

from flask import Flask

from accounts.privacy.services.holdings import Holdings
from core.composition import Services
from marketplace.albums import wiring as albums
from marketplace.closings import wiring as closings
from marketplace.holdings import EDITOR
from marketplace.listings import wiring as listings
from marketplace.offers import cli
from marketplace.photographs import wiring as photographs
from marketplace.sellers import wiring as sellers
from marketplace.spreadsheets import wiring as spreadsheets


def register(app: Flask, services: Services, work: Path) -> None:
    """Commands and pages; carts, orders and payments are to come. `work`: for files under way."""
    app.cli.add_command(cli.demonstration)
    services[Holdings].add(EDITOR)
    photographs.register(app, services, work)
    sellers.register(app, services)
    closings.register(app, services)
    listings.register(app, services)
    albums.register(app, services)
    spreadsheets.register(app, services, work)
