"""What measuring needs of the project itself; everything else is asked over HTTP or by commands.

The only file here that imports the project's packages: what moves there is followed here alone.
"""

from flask import Flask
from sqlalchemy import func, select, text, update

from accounts.people.rules.identifiers import Identifier
from accounts.people.services.accounts import create_account
from accounts.people.services.passwords import hash_password
from benchmarks.relevance.judgements import JudgedProduct
from certification.certificates.rules.acts.act import Act
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import Event, EventKind
from certification.certificates.rules.state import state
from certification.certificates.services.recording import record_event
from config import ROOT, Settings, load
from core.access.actors import Actor
from core.audit import entries as audit
from core.clock import today
from core.codes import new_code
from core.composition import Services
from core.db.administration.embedded import EmbeddedPostgres
from core.db.administration.schema import upgrade
from core.db.sessions import driver_url, read_session, transaction
from core.web.pages.page_cache import PageCache
from marketplace.offers.models import Offer
from registry.models import Producer, Product
from registry.queries.located import PRODUCT_PLACE, PRODUCTS, printed_units
from registry.rules.issued_codes import CodeKind
from registry.rules.names import name_key, producer_key
from registry.rules.slugs import without_accents
from registry.services.issued_codes import issue
from search.engine import SearchEngine, SearchQuery, SearchUnavailable, Sort
from storefront.index.rules import allowed
from traceability.codes import services as codes
from traceability.codes.rules.code_states import CodeStep
from traceability.labels.qr.images import png, svg
from traceability.labels.qr.matrix import matrix
from traceability.labels.qr.payload import payload
from traceability.labels.sheets.label import Label
from traceability.labels.sheets.layouts import A4_24, A4_65, Layout
from traceability.labels.sheets.sheet import sheet
from wsgi import create_app

__all__ = [
    "A4_24",
    "A4_65",
    "KNOWS_FRAGMENTS",
    "ROOT",
    "Acts",
    "CodeKind",
    "CodeStep",
    "EmbeddedPostgres",
    "Event",
    "EventKind",
    "Identifier",
    "Label",
    "Layout",
    "SearchEngine",
    "SearchQuery",
    "SearchUnavailable",
    "VagueDate",
    "application",
    "codes",
    "create_account",
    "create_app",
    "driver_url",
    "engine_of",
    "filtered_query",
    "hash_password",
    "issue",
    "judged_products",
    "matrix",
    "name_key",
    "new_code",
    "payload",
    "png",
    "producer_key",
    "product_names",
    "settings_of",
    "sheet",
    "state",
    "svg",
    "text_query",
    "transaction",
    "upgrade",
    "without_accents",
]  # fmt: skip

_JUDGED = select(
    Product.id, Product.name, Producer.name.label("producer"), Product.product_set, *PRODUCT_PLACE
).select_from(PRODUCTS)

# Whether the application can be told to do without card fragments, by FRAGMENT_CACHE=0.
KNOWS_FRAGMENTS = "fragment_cache" in Settings.model_fields


def application(settings: Settings | None = None, *, keeps_pages: bool = True) -> Flask:
    """The shop; settings come from the environment unless they are given."""
    app = create_app(settings or load())
    if not keeps_pages:
        Services.of(app)[PageCache] = PageCache(most_bytes=0)
    return app


def settings_of(environment: dict[str, str]) -> Settings:
    """The settings that a process in this environment would have, for one inside this process."""
    known = {name: environment.get(name.upper()) for name in Settings.model_fields}
    return Settings.model_validate({name: value for name, value in known.items() if value})


class Acts:
    """What people do to a shop, through the services that commands and desks use."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._app = application(settings_of(environment))

    def suspend(self, certificate: str) -> None:
        self._record(certificate, EventKind.SUSPENDED)

    def lift(self, certificate: str) -> None:
        self._record(certificate, EventKind.LIFTED)

    def _record(self, certificate: str, kind: EventKind) -> None:
        act = Act(kind=kind, on=today())
        with self._app.app_context(), transaction() as session:
            record_event(session, certificate, act, actor=Actor("benchmark"), today=today())

    def drop_jobs(self) -> None:
        """Nothing waits for the worker any more."""
        with self._app.app_context(), transaction() as session:
            session.execute(text("DELETE FROM procrastinate_jobs WHERE status = 'todo'"))

    def offers(self) -> list[int]:
        """Those that can be sold often."""
        with self._app.app_context(), read_session() as session:
            return list(session.scalars(select(Offer.id).where(Offer.stock > 0)))

    def sell(self, offer: int) -> None:
        """One piece: the stock of the offer is lowered, and an audit entry says so."""
        left = func.greatest(Offer.stock - 1, 0)
        with self._app.app_context(), transaction() as session:
            session.execute(update(Offer).where(Offer.id == offer).values(stock=left))
            audit.record(
                session,
                actor=Actor("benchmark"),
                action="offer.sold",
                subject=f"offer:{offer}",
                pieces=1,
            )


def engine_of(environment: dict[str, str]) -> SearchEngine:
    """The engine itself: no memo stands before it."""
    app = application(settings_of(environment).model_copy(update={"search_memo": 0.0}))
    return Services.of(app)[SearchEngine]  # type: ignore[type-abstract] # a port is its own key


def product_names(environment: dict[str, str]) -> list[str]:
    app = application(settings_of(environment))
    with app.app_context(), read_session() as session:
        return list(session.scalars(select(Product.name).order_by(Product.id)))


def judged_products(environment: dict[str, str]) -> list[JudgedProduct]:
    """What products say of themselves, with the place as printed and as it is today."""
    app = application(settings_of(environment))
    with app.app_context(), read_session() as session:
        return [
            JudgedProduct(
                id=row.id,
                name=row.name,
                producer=row.producer or "",
                place=" ".join(filter(None, (*printed_units(row), row.commune, row.province))),
                product_set=str(row.product_set or ""),
            )
            for row in session.execute(_JUDGED)
        ]


def text_query(words: str) -> SearchQuery:
    return SearchQuery(today=today().toordinal(), text=words)


def filtered_query() -> SearchQuery:
    return SearchQuery(
        today=today().toordinal(),
        groups=("thuc-pham",),
        statuses=allowed(states=("valid",)),
        sort=Sort.PRICE_ASC,
    )
