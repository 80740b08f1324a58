"""Product cards of lists, made once for as long as what they say is the same.

A list is mostly cards, and most cards were shown a moment ago. The whole card is the key, standing
included: whatever changes in it makes another card, so nothing can be shown that is no longer so.
"""

from functools import lru_cache

from flask import Flask, url_for
from markupsafe import Markup

from core.web.i18n import language
from storefront.pages.queries.cards import ProductCard

MOST_CARDS = 2_048  # some ten megabytes in each process
TEMPLATE = "components/product_card.html"


def register(app: Flask) -> None:
    """Give templates `card_of(item)`."""

    @lru_cache(MOST_CARDS)
    def made(item: ProductCard, _language: str) -> Markup:
        macro = app.jinja_env.get_template(TEMPLATE).module.product_card  # type: ignore[attr-defined]
        return Markup(macro(item, url_for("product.show", slug=item.slug)))  # noqa: S704 - escaped by the macro

    def card_of(item: ProductCard) -> Markup:
        return made(item, language())

    app.jinja_env.globals["card_of"] = card_of
