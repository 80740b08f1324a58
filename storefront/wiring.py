"""Plugs the storefront into the application."""

from flask import Flask

from core.composition import Services
from core.web.pages.addresses import PageAddresses
from storefront.api.views import routes
from storefront.index import cli, jobs
from storefront.pages.queries.atlas import AtlasCache
from storefront.pages.queries.card_cache import CardCache
from storefront.pages.views import cards, home, listing, producer, product, province, sitemap
from storefront.traffic import counting, models

TABLES = models  # importing them is what makes them known
HANDLERS = jobs  # importing them is what makes them known to the queue
# Hooks: wsgi.py says when.
open_api, count_view = routes.open_api, counting.count_view


def register(app: Flask, services: Services, *, fragment_cache: bool, view_writer: bool) -> None:
    """Pages, commands and jobs; the search engine is the composition root's choice."""
    counting.register(app, services, has_writer=view_writer)
    services[AtlasCache] = AtlasCache()
    services[PageAddresses]["product"] = "product.show"
    services[PageAddresses]["api_docs"] = "api_docs.show"
    services[CardCache] = cache = CardCache(enabled=fragment_cache)
    cards.register(app, cache)
    for part in (home, listing, product, producer, province, sitemap):
        app.register_blueprint(part.bp)
    routes.register(app, services)
    app.cli.add_command(cli.search)
