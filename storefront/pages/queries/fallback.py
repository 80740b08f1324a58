"""Finding products by name in PostgreSQL, for the minutes in which the search engine is away."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from certification.certificates.queries.standings import product_standings
from marketplace.offers.models import Offer
from marketplace.offers.queries.availability import available_on
from registry.models import Product, Province
from registry.rules.slugs import without_accents
from search.engine import NOTHING, Facets, SearchQuery, SearchResult
from search.language.analysis import is_wordless
from storefront.index.queries.documents import keyword
from storefront.index.rules import tier
from traceability.codes.queries import IS_RECALLED

MOST = 2000  # so many candidates are looked at: enough for a name, quick enough for a page
MOST_WORDS = 8


def match_names(session: Session, query: SearchQuery) -> SearchResult:
    """Products whose folded name and producer hold every typed word, those in force first.

    Knows neither synonyms, spellings nor typos and gives no counts; the page says that words must
    stand as typed. Certificates are asked from the record.
    """
    if is_wordless(query.text):
        return NOTHING
    ids = list(session.scalars(_candidates(query)))
    certified = product_standings(session, ids, date.fromordinal(query.today))
    words = {i: keyword(s.standing) for i, s in certified.items()}
    matches = [i for i in ids if not query.statuses or words[i] in query.statuses]
    if query.in_stock or query.min_price is not None or query.max_price is not None:
        matches = [i for i in matches if certified[i].may_be_sold]
    matches.sort(key=lambda i: (-tier(words[i]) * certified[i].may_be_sold, i))
    page = matches[query.offset : query.offset + query.per_page]
    return SearchResult(tuple(page), len(matches), Facets())


def _candidates(query: SearchQuery) -> Select[int]:
    candidates = select(Product.id).join(Province, Province.id == Product.province_id)
    for word in without_accents(query.text).split()[:MOST_WORDS]:
        candidates = candidates.where(Product.folded.contains(word, autoescape=True))
    if query.groups:
        candidates = candidates.where(Product.product_group.in_(query.groups))
    if query.provinces:
        candidates = candidates.where(Province.slug.in_(query.provinces))
    return _priced(candidates, query).order_by(Product.id).limit(MOST)


def _priced(candidates: Select[int], query: SearchQuery) -> Select[int]:
    conditions = []
    if query.min_price is not None:
        conditions.append(Offer.price_dong >= query.min_price)
    if query.max_price is not None:
        conditions.append(Offer.price_dong <= query.max_price)
    if query.in_stock:
        conditions.append(available_on(date.fromordinal(query.today)))
    return (
        candidates.join(Offer, Offer.product_id == Product.id).where(
            *conditions, ~Offer.is_withdrawn, ~IS_RECALLED.element
        )
        if conditions
        else candidates
    )
