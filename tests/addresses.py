"""Which addresses are pages that people read, so that walks over pages miss no new one."""

from collections.abc import Iterable

from flask import Flask
from werkzeug.exceptions import NotFound

from core.access.declared import action_of
from core.access.permissions import PermissionTable
from core.composition import Services

NO_PAGES = {
    "static",
    "api.code", "api.groups", "api.openapi", "api.product", "api.products", "api.provinces",
    "api.suggest",
    "health.alive", "health.ready", "metrics.show", "me.show",
    "photographs.picture", "qr.png", "qr.sheet", "qr.svg", "resolver.description",
    "second_step.show",  # in the middle of signing in
    "sitemap.index", "sitemap.part", "sitemap.robots",
}  # fmt: skip


def page_endpoints(app: Flask) -> set[str]:
    """All that a stranger can ask for and is not listed as something else than a page."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and is_public(app, rule.endpoint)
    } - NO_PAGES


def is_public(app: Flask, endpoint: str) -> bool:
    """Whether everybody may ask for it."""
    table: PermissionTable = Services.of(app)[PermissionTable]
    return table[action_of(app.view_functions[endpoint]) or ""].is_public


def endpoints(app: Flask, paths: Iterable[str]) -> set[str]:
    """Those that these paths lead to; some lead nowhere on purpose."""
    names = set()
    for path in paths:
        try:
            names.add(app.url_map.bind("localhost").match(path.partition("?")[0])[0])
        except NotFound:
            continue
    return names
