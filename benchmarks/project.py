"""What measuring needs of the project itself; everything else is asked over HTTP or by commands.

The only file here that imports the project's packages: what moves there is followed here alone.
"""

from pathlib import Path

from flask import Flask

from certification.certificates.rules.events import EventKind
from certification.certificates.services.recording import Act, record_event
from config import ROOT, Settings, load
from core.clock import today
from core.composition import Services
from core.db.embedded import EmbeddedPostgres
from core.db.schema import upgrade
from core.db.sessions import driver_url, transaction
from core.web.pages.page_cache import PageCache
from registry.rules.names import name_key, producer_key
from search.engine import SearchEngine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from wsgi import create_app

__all__ = ["ROOT", "EmbeddedPostgres", "driver_url", "name_key", "producer_key", "upgrade"]

KNOWS_FRAGMENTS = "fragment_cache" in Settings.model_fields


def application(
    settings: Settings | None = None, *, index: str = "", keeps_pages: bool = True
) -> Flask:
    """The shop. `index` is "<address of Elasticsearch>#<name>" and replaces the engine."""
    app = create_app(settings or load())
    if index:
        Services.of(app)[SearchEngine] = elastic_engine(*index.rsplit("#", 1))
    if not keeps_pages:
        Services.of(app)[PageCache] = PageCache(most_bytes=0)
    return app


def elastic_engine(url: str, prefix: str) -> SearchEngine:
    return ElasticEngine(url, prefix=prefix)


def embedded_engine(folder: Path) -> SearchEngine:
    return EmbeddedEngine(folder)


def suspend(app: Flask, certificate_code: str) -> None:
    """Put an event on record by the service that the command and the desk use."""
    act = Act(kind=EventKind.SUSPENDED, on=today())
    with app.app_context(), transaction() as session:
        record_event(session, certificate_code, act, actor="benchmark", today=today())


def settings_of(database_url: str, var: Path) -> Settings:
    """For an application inside this process."""
    return Settings(
        database_url=database_url, var_root=var, secret_key="only for measuring",  # noqa: S106
        public_url="http://127.0.0.1:8000", search_engine="embedded",
    )  # fmt: skip
