"""The composition root: the only file that knows every package."""

import sys
from collections.abc import Callable
from typing import Any

from flask import Flask, Request, Response
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

import accounts.wiring
import certification.wiring
import config
import desks.wiring
import intake.wiring
import marketplace.wiring
import registry.wiring
import storefront.wiring
import traceability.wiring
from accounts.messages.rules.postbox import Postbox
from core import logs
from core.access.declared import PUBLIC, allowed
from core.access.permissions import PermissionTable
from core.access.sealed_texts import SealedTexts
from core.audit import cli as audit_cli
from core.audit import jobs as sealing
from core.composition import Services
from core.db import sessions as db
from core.db.administration.embedded import CannotStart, EmbeddedPostgres
from core.jobs import worker
from core.media.bucket import Bucket
from core.media.folder import FolderStore
from core.media.s3 import BucketStore
from core.media.store import MediaStore
from core.web import (
    assets,
    headers,
    health,
    hooks,
    i18n,
    metrics,
    personal,
    problems,
    sessions,
)
from core.web.desks import frame
from core.web.pages import standalone
from core.web.pages.addresses import PageAddresses
from core.web.pages.page_cache import PageCache
from core.web.requests import access, bodies, csrf, inputs, once, permissions_cli
from core.web.server import answers, concurrency
from core.web.server.connections import LongBodies
from core.web.templating import environment
from search.engine import SearchEngine
from search.factory import engine_from
from storefront.index.origin import index_origin
from storefront.index.vocabulary import vocabulary

HANDLERS = sealing  # importing them is what makes them known to the queue
EASY = {"/healthz"}  # answered however busy the others are
COMPRESSED = ["text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"]
compress = Compress()
AnyFunction = Callable[..., Any]


def pack(_: Request, response: Response) -> Response:
    """Compress what is not compressed yet."""
    return response if "Content-Encoding" in response.headers else compress.after_request(response)


# What happens around every view, in this order.
BEFORE_VIEW = (
    metrics.begin,  # first: durations count everything below
    problems.name_request,  # whoever refuses from here on can show the request's name
    concurrency.check,  # before any work: the others are busy
    bodies.check_length,  # before anything is read, by whatever method
    inputs.check_address,  # before anybody reads a parameter or a part of the path
    csrf.check,  # nothing that another site sends is looked at any further
    traceability.wiring.lead_to_code,  # where no rule matches: before the body of what is no page
    traceability.wiring.refuse_guessing,  # before a body is read or the database asked
    access.check,  # before anything of a stranger is read where only some may go
    bodies.check,  # last: it waits for the sender
)
AFTER_VIEW = (
    storefront.wiring.open_api,  # also on what was refused before a view of the API was found
    traceability.wiring.notice_guess,  # counts by the status that the view gave
    traceability.wiring.lead_on,  # to a code under the address of something else: counted above
    storefront.wiring.count_view,  # by the status that the view gave
    access.keep_private,  # before anything is told of how long to keep an answer
    i18n.remember,  # needs the content type; adds to Vary what a page differs by
    metrics.count,  # ends the time of our own work
    pack,  # last: packs what the others left, and leaves alone what is packed
)


def create_app(
    settings: config.Settings, *, strict: bool = False, scan_writer: bool = True
) -> Flask:
    """Put the application together. Makes no query and no network call.

    `strict` is for tests: what a running site logs and survives raises instead.
    `scan_writer`: threads of this process write scans and views; else they wait to be flushed.
    """
    app = _flask(settings)
    services = Services(
        public_url=settings.public_url, database_url=settings.database_url or "", strict=strict
    )
    services.register(app)
    services[SearchEngine] = engine_from(
        settings.engine,
        url=settings.elasticsearch_url,
        folder=settings.search_folder,
        vocabulary=vocabulary(),
        memo=settings.search_memo,
        origin=index_origin(services),
    )
    _register_core(app, services, settings)
    services[MediaStore] = _media_store(settings)
    registry.wiring.register(app, services)
    accounts.wiring.register(app, services, settings.var_root, _postbox(settings))
    certification.wiring.register(app, services)
    traceability.wiring.register(app, services, settings.media, scan_writer=scan_writer)
    intake.wiring.register(app, services)
    marketplace.wiring.register(app, services, settings.uploads)
    storefront.wiring.register(
        app, services, fragment_cache=settings.fragment_cache, view_writer=scan_writer
    )
    desks.wiring.register(app, services)
    hooks.register(app, before=BEFORE_VIEW, after=AFTER_VIEW)
    access.check_routes(app)
    return app


def _media_store(settings: config.Settings) -> MediaStore:
    """A bucket where one is named, else a folder of this machine."""
    if settings.media_url:
        return BucketStore(Bucket.at(settings.media_url))
    return FolderStore(settings.media)


def _postbox(settings: config.Settings) -> Postbox:
    return accounts.wiring.postbox_from(
        mail_url=settings.mail_url,
        mail_from=settings.mail_from,
        message_url=settings.message_url,
        message_key=settings.message_key,
        public_url=settings.public_url,
        folder=settings.var_root,
    )


class SyncFlask(Flask):
    """Flask without coroutines: looking whether each hook and view is one takes 20 µs a request."""

    def ensure_sync(self, func: AnyFunction) -> AnyFunction:
        return func


def _flask(settings: config.Settings) -> Flask:
    app = SyncFlask(__name__)
    allowed(PUBLIC)(app.view_functions["static"])
    app.url_map.strict_slashes = False  # a slash at the end of an address changes nothing
    app.url_map.merge_slashes = False  # its redirects would repeat the host that was asked for
    app.json.sort_keys = False  # type: ignore[attr-defined]
    environment.register(app, keeps_fragments=settings.fragment_cache)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=bodies.USUAL_BYTES,
        SESSION_COOKIE_SAMESITE="Lax",  # it holds sentences that await the next page of a desk
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        WTF_CSRF_ENABLED=False,  # core.web.requests.csrf checks who sends
        COMPRESS_REGISTER=False,  # its hook stands among the others above
        COMPRESS_MIMETYPES=COMPRESSED,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
        COMPRESS_STREAMS=False,  # files are compressed by core.web.assets, once
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _register_core(app: Flask, services: Services, settings: config.Settings) -> None:
    compress.init_app(app)
    db.register(app, services)
    problems.register(app, services)
    services[PermissionTable] = PermissionTable.read(config.ROOT / "data" / "permissions.csv")
    services[access.ActorSource] = access.ActorSource()
    services[SealedTexts] = SealedTexts(settings.secret_key)
    i18n.register(app, str(config.ROOT / "translations"))
    concurrency.register(app, services, exempt=EASY)
    assets.register(app, settings.var_root / "assets")
    headers.register(app, https=services.https)  # on files as well
    answers.register(app)
    standalone.register(app, services)
    services[PageCache] = PageCache()
    services[PageAddresses] = PageAddresses()
    services[bodies.BodyReaders] = bodies.BodyReaders(settings.uploads)
    services[LongBodies] = LongBodies()
    sessions.register(app)
    personal.register(app, services)
    frame.register(app, services)
    once.register(app)
    app.register_blueprint(metrics.bp)
    app.register_blueprint(health.bp)
    app.cli.add_command(worker.worker)
    app.cli.add_command(audit_cli.cli)
    app.cli.add_command(permissions_cli.cli)


def start() -> Flask:
    """The application of a running system: settings read, embedded parts started.

    Wrong settings end the process with one line and status 1.
    """
    try:
        settings = config.load()
        if settings.database_url is None:
            url = EmbeddedPostgres(settings.postgres_folder).runtime_url()
            settings = settings.model_copy(update={"database_url": url})
    except (config.BadSettings, CannotStart) as problem:
        sys.exit(str(problem))
    logs.configure()
    try:
        return create_app(settings)
    except access.UndeclaredRoute as problem:
        sys.exit(str(problem))


def __getattr__(name: str) -> Flask:
    """`wsgi:app` for servers and the flask command; importing the module alone starts nothing."""
    if name != "app":
        raise AttributeError(name)
    globals()["app"] = start()
    return globals()["app"]  # type: ignore[no-any-return]
