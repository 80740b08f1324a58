"""Products for programs: the list with its filters, and one product with all its record."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from flask import abort, url_for
from sqlalchemy.orm import Session

from core.api.parameters import BadParameters, read
from core.api.public import api_page
from core.api.replies import FRESH, json_page
from core.clock import today
from core.codes import read_code
from core.composition import services
from core.db.content_changes import ContentVersions
from core.db.content_versions import versions_of
from core.web.pages.impersonal import PageContext
from core.web.pages.page_cache import NOT_KEPT, PageContent
from core.web.pages.public_page import Answer
from search.engine import DEEPEST, SearchEngine
from storefront.api.queries.record import RECORD_SUBJECTS, product_record
from storefront.api.schemas import answers
from storefront.api.schemas.requests import ProductSearch
from storefront.api.views.counts import facet_counts
from storefront.api.views.presenting import Presenter
from storefront.api.views.refusals import not_there
from storefront.pages.queries.atlas import Atlas, AtlasCache
from storefront.pages.queries.card_cache import CardCache
from storefront.pages.queries.cards import CARD_SUBJECTS
from storefront.pages.queries.listing import Matches, ResultPage, find, listing

# Counts may be outdated. A field would be another contract than the published one.
INDEX_BEHIND = (("Search-Index", "behind"),)


@api_page(ProductSearch)
def show_list(context: PageContext) -> Answer:
    session = context.session
    known, versions, answer = services()[AtlasCache].ask(
        session, lambda known: _search(context, known)
    )
    if isinstance(answer, BadParameters):
        raise answer
    search, matches = answer

    def make() -> PageContent:
        products = listing(session, matches, versions, services()[CardCache])
        page = _page(context, products, search, Presenter(known))
        if matches.behind:
            return replace(json_page(page, NOT_KEPT), extra=INDEX_BEHIND)
        return json_page(page, NOT_KEPT if matches.degraded else FRESH)

    return Answer((versions, matches), make)


def _search(
    context: PageContext, known: Atlas
) -> tuple[ContentVersions, tuple[ProductSearch, Matches] | BadParameters]:
    """What answers the parameters, or why they are refused: that depends on the places as well."""
    try:
        search = read(ProductSearch, context.parameters, known.slugs)
    except BadParameters as error:
        return versions_of(context.session, CARD_SUBJECTS, ids=[]), error
    query = search.query(today().toordinal())
    matches = find(context.session, services()[SearchEngine], query)
    versions = versions_of(context.session, CARD_SUBJECTS, ids=list(matches.result.ids))
    return versions, (search, matches)


@api_page()
def show_one(context: PageContext, code: str) -> Answer:
    canonical = read_code(code)
    at = today()
    versions = versions_of(context.session, RECORD_SUBJECTS, code=canonical)
    return Answer((at, versions), lambda: _record(context.session, versions, canonical, at))


def _record(session: Session, versions: ContentVersions, code: str, at: date) -> PageContent:
    record = product_record(session, code, at)
    if record is None:
        abort(not_there("product_unknown"))
    return json_page(Presenter(services()[AtlasCache].at(session, versions)).in_full(record))


def _page(
    context: PageContext, page: ResultPage, search: ProductSearch, presenter: Presenter
) -> answers.ProductPageAnswer:
    query = page.query
    pages = min(-(-page.total // query.per_page), DEEPEST // query.per_page)
    return answers.ProductPageAnswer(
        items=[presenter.in_list(card) for card in page.cards],
        total=page.total,
        page=query.page,
        per_page=query.per_page,
        pages=pages,
        next=_address_of_page(context, query.page + 1) if query.page < pages else None,
        previous=_address_of_page(context, query.page - 1) if 1 < query.page <= pages + 1 else None,
        facets=facet_counts(page.facets, search, presenter),
        corrected=page.corrected,
        degraded=page.degraded,
    )


def _address_of_page(context: PageContext, number: int) -> str:
    pairs = [(k, v) for k, v in context.parameters.items(multi=True) if k != "page"]
    return f"{url_for(context.endpoint)}?{urlencode([*pairs, ('page', number)])}"
