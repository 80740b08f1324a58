"""Products for programs: the list with its filters, and one product with all its record."""

from datetime import date
from urllib.parse import urlencode

from flask import Response, abort, request
from sqlalchemy.orm import Session

from core.api.parameters import BadParameters, NoParameters, read
from core.api.replies import FRESH, NOT_KEPT, kept
from core.clock import today
from core.codes import UnreadableCode, read_code
from core.db.content_versions import Edition, edition
from core.db.sessions import read_session
from core.web.pages import page_cache as kept_pages
from core.web.pages.page_cache import KeptPage
from search.engine import DEEPEST
from storefront.api.queries.record import product_record
from storefront.api.schemas import answers
from storefront.api.schemas.requests import ProductSearch
from storefront.api.views.counts import facet_counts
from storefront.api.views.presenting import Presenter
from storefront.api.views.refusals import code_refused, not_there, parameters_refused
from storefront.index.engine import search_engine
from storefront.pages.queries.listing import Listing, find, listing
from storefront.pages.views.atlas import atlas

LAG_HEADER = "Search-Index"  # a field would be another contract than the published one


def show_list() -> Response:
    now = edition()
    with read_session() as session:
        known = atlas(session, now.places)
        try:
            search = read(ProductSearch, request.args, known.slugs)
        except BadParameters as error:
            return parameters_refused(error)
        found = find(session, search_engine(), search.query(today().toordinal()))
        cache = NOT_KEPT if found.degraded or found.behind else FRESH
        response = kept_pages.show(
            (now, found),
            lambda: kept(_page(listing(session, found), search, Presenter(known)), cache),
        )
        if found.behind:
            response.headers[LAG_HEADER] = "behind"
        return response


def show_one(code: str) -> Response:
    try:
        read(NoParameters, request.args)
        wanted = read_code(code)
    except BadParameters as error:
        return parameters_refused(error)
    except UnreadableCode as error:
        return code_refused(error)
    at = today()
    now = edition()
    with read_session() as session:
        return kept_pages.show((at, now), lambda: _record(session, now, wanted, at))


def _record(session: Session, now: Edition, code: str, at: date) -> KeptPage:
    record = product_record(session, code, at)
    if record is None:
        abort(not_there("product_unknown"))
    return kept(Presenter(atlas(session, now.places)).in_full(record))


def _page(found: Listing, search: ProductSearch, presenter: Presenter) -> answers.ProductPage:
    query = found.query
    pages = min(-(-found.total // query.per_page), DEEPEST // query.per_page)
    return answers.ProductPage(
        items=[presenter.in_list(card) for card in found.cards],
        total=found.total,
        page=query.page,
        per_page=query.per_page,
        pages=pages,
        next=_address_of_page(query.page + 1) if query.page < pages else None,
        previous=_address_of_page(query.page - 1) if 1 < query.page <= pages + 1 else None,
        facets=facet_counts(found.facets, search, presenter),
        corrected=found.corrected,
        degraded=found.degraded,
    )


def _address_of_page(number: int) -> str:
    kept = [(k, v) for k, v in request.args.items(multi=True) if k != "page"]
    return f"{request.path}?{urlencode([*kept, ('page', number)])}"
