"""The composition root: the only file that knows every package."""

import sys

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

import certification.wiring
import config
import intake.wiring
import marketplace.wiring
import registry.wiring
import storefront.wiring
import traceability.wiring
from core import logs
from core.audit import cli as audit_cli
from core.audit import jobs as sealing
from core.db import sessions as db
from core.db.embedded import CannotStart, EmbeddedPostgres
from core.jobs import worker
from core.web import assets, headers, health, i18n, metrics, problems, sessions, templates
from core.web.pages import page_cache as kept_pages
from core.web.requests import inputs
from search.factory import engine_from
from storefront.index.rules import STAR_PHRASES

HANDLERS = sealing  # importing them is what makes them known to the queue
COMPRESSED = ["text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"]


def create_app(settings: config.Settings) -> Flask:
    """Put the application together. Makes no query and no network call."""
    app = Flask(__name__)
    app.url_map.merge_slashes = False  # its redirects would repeat the host that was asked for
    app.json.sort_keys = False  # type: ignore[attr-defined]
    templates.register(app)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        DATABASE_URL=settings.database_url,
        PUBLIC_URL=settings.public_url,
        COMPRESS_MIMETYPES=COMPRESSED,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
        COMPRESS_STREAMS=False,  # files are compressed by core.web.assets, once
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    Compress(app)
    db.register(app, settings.database_url or "")
    metrics.register(app)
    problems.register(app)
    inputs.register(app)
    https = settings.public_url.startswith("https://")
    headers.register(app, https=https)
    i18n.register(app, str(config.ROOT / "translations"), https=https)
    assets.register(app, settings.var_root / "assets", https=https)
    kept_pages.register(app)
    sessions.register(app)
    app.register_blueprint(health.bp)
    app.cli.add_command(worker.worker)
    app.cli.add_command(audit_cli.cli)
    registry.wiring.register(app)
    certification.wiring.register(app)
    traceability.wiring.register(app, settings.media)
    engine = engine_from(
        settings.engine,
        url=settings.elasticsearch_url,
        folder=settings.search_folder,
        status_phrases=STAR_PHRASES,
    )
    intake.wiring.register(app)
    marketplace.wiring.register(app)
    storefront.wiring.register(app, engine)
    return app


def start() -> Flask:
    """The application of a running system: settings read, embedded parts started.

    Wrong settings end the process with one line and status 1.
    """
    try:
        settings = config.load()
        if settings.database_url is None:
            url = EmbeddedPostgres(settings.postgres_folder).url()
            settings = settings.model_copy(update={"database_url": url})
    except (config.BadSettings, CannotStart) as problem:
        sys.exit(str(problem))
    logs.configure()
    return create_app(settings)


def __getattr__(name: str) -> Flask:
    """`wsgi:app` for servers and the flask command; importing the module alone starts nothing."""
    if name != "app":
        raise AttributeError(name)
    globals()["app"] = start()
    return globals()["app"]  # type: ignore[no-any-return]
