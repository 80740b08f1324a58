"""Products for programs: the list with its filters, and one product with all its record."""

from datetime import date
from urllib.parse import urlencode

from flask import abort, url_for
from sqlalchemy.orm import Session

from core.api.parameters import read
from core.api.public import api_page
from core.api.replies import FRESH, json_page
from core.clock import today
from core.codes import read_code
from core.composition import services
from core.db.content_versions import Edition, edition
from core.web.pages.impersonal import PageContext
from core.web.pages.page_cache import NOT_KEPT, PageContent
from core.web.pages.public_page import Answer
from search.engine import DEEPEST, SearchEngine
from storefront.api.queries.record import product_record
from storefront.api.schemas import answers
from storefront.api.schemas.requests import ProductSearch
from storefront.api.views.counts import facet_counts
from storefront.api.views.presenting import Presenter
from storefront.api.views.refusals import not_there
from storefront.pages.queries.atlas import AtlasCache
from storefront.pages.queries.listing import Listing, find, listing


@api_page(ProductSearch)
def show_list(context: PageContext) -> Answer:
    session = context.session
    now = edition()
    known = services()[AtlasCache].at(session, now.places)
    search = read(ProductSearch, context.parameters, known.slugs)
    found = find(session, services()[SearchEngine], search.query(today().toordinal()))

    def make() -> PageContent:
        page = _page(context, listing(session, found), search, Presenter(known))
        return json_page(page, NOT_KEPT if found.degraded else FRESH)

    return Answer((now, found), make)


@api_page()
def show_one(context: PageContext, code: str) -> Answer:
    wanted = read_code(code)
    at = today()
    now = edition()
    return Answer((at, now), lambda: _record(context.session, now, wanted, at))


def _record(session: Session, now: Edition, code: str, at: date) -> PageContent:
    record = product_record(session, code, at)
    if record is None:
        abort(not_there("product_unknown"))
    return json_page(Presenter(services()[AtlasCache].at(session, now.places)).in_full(record))


def _page(
    context: PageContext, found: Listing, search: ProductSearch, presenter: Presenter
) -> answers.ProductPageAnswer:
    query = found.query
    pages = min(-(-found.total // query.per_page), DEEPEST // query.per_page)
    return answers.ProductPageAnswer(
        items=[presenter.in_list(card) for card in found.cards],
        total=found.total,
        page=query.page,
        per_page=query.per_page,
        pages=pages,
        next=_address_of_page(context, query.page + 1) if query.page < pages else None,
        previous=_address_of_page(context, query.page - 1) if 1 < query.page <= pages + 1 else None,
        facets=facet_counts(found.facets, search, presenter),
        corrected=found.corrected,
        degraded=found.degraded,
    )


def _address_of_page(context: PageContext, number: int) -> str:
    pairs = [(k, v) for k, v in context.parameters.items(multi=True) if k != "page"]
    return f"{url_for(context.endpoint)}?{urlencode([*pairs, ('page', number)])}"
