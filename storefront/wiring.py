"""Plugs the storefront into the application."""

from flask import Flask

from search.engine import SearchEngine
from storefront.api.views import routes
from storefront.index import cli, engine, jobs
from storefront.pages.views import cards, home, listing, producer, product, province, sitemap

HANDLERS = jobs  # importing them is what makes them known to the queue


def register(app: Flask, search_engine: SearchEngine, *, fragment_cache: bool) -> None:
    """Pages, commands and jobs; the engine is the composition root's choice."""
    engine.register(app, search_engine)
    cards.register(app, enabled=fragment_cache)
    for part in (home, listing, product, producer, province, sitemap):
        app.register_blueprint(part.bp)
    routes.register(app)
    app.cli.add_command(cli.search)
