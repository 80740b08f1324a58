"""Products for programs: the list with its filters, and one product with all its record."""

from urllib.parse import urlencode

from flask import Response, request

from core.clock import today
from core.codes import UnreadableCode, read_code
from core.db import reading
from marketplace.engine import search_engine
from marketplace.queries.listing import Listing, listing
from marketplace.queries.record import product_record
from marketplace.schemas import answers
from marketplace.schemas.reading import BadParameters, read
from marketplace.schemas.requests import NoParameters, ProductSearch
from marketplace.schemas.values import DEEPEST
from marketplace.views.api.counts import facet_counts
from marketplace.views.api.presenting import Presenter
from marketplace.views.api.refusals import code_refused, not_there, parameters_refused
from marketplace.views.api.replies import FRESH, NOT_KEPT, reply
from marketplace.views.atlas import atlas


def show_list() -> Response:
    with reading() as session:
        known = atlas(session)
        try:
            search = read(ProductSearch, request.args, known.slugs)
        except BadParameters as error:
            return parameters_refused(error)
        found = listing(session, search_engine(), search.query(today().toordinal()))
    return reply(_page(found, Presenter(known)), NOT_KEPT if found.degraded else FRESH)


def show_one(code: str) -> Response:
    try:
        read(NoParameters, request.args)
        wanted = read_code(code)
    except BadParameters as error:
        return parameters_refused(error)
    except UnreadableCode as error:
        return code_refused(error)
    with reading() as session:
        known = atlas(session)
        record = product_record(session, wanted, today())
    return reply(Presenter(known).in_full(record)) if record else not_there("product_unknown")


def _page(found: Listing, presenter: Presenter) -> answers.ProductPage:
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
        facets=facet_counts(found.facets, presenter),
        corrected=found.corrected,
        degraded=found.degraded,
    )


def _address_of_page(number: int) -> str:
    kept = [(k, v) for k, v in request.args.items(multi=True) if k != "page"]
    return f"{request.path}?{urlencode([*kept, ('page', number)])}"
