"""Plugs the marketplace into the application."""

from flask import Flask

from marketplace import cli, engine, jobs
from marketplace.views import cards, home, listing, producer, product, province, sitemap
from marketplace.views.api import routes
from search.engine import SearchEngine

HANDLERS = jobs  # importing them is what makes them known to the queue


def register(app: Flask, search_engine: SearchEngine) -> None:
    """Pages, commands and jobs; the engine is the composition root's choice."""
    engine.register(app, search_engine)
    cards.register(app)
    for part in (home, listing, product, producer, province, sitemap):
        app.register_blueprint(part.bp)
    routes.register(app)
    app.cli.add_command(cli.search)
    app.cli.add_command(cli.demonstration)
