"""What the search index knows: products, producers and provinces, made from the database."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.queries.standings import ProductStanding, product_standings
from certification.certificates.rules.state import Standing, facet
from core.db.model import AnyRow
from marketplace.offers.models import Offer
from marketplace.offers.rules.availability import is_available
from registry.models import FormerUnit, Producer, Product, Province
from registry.queries.located import PRODUCTS, TODAY, printed_units
from search.engine import Document, Kind, RankedStatus
from storefront.index.categories import categories_of
from storefront.index.rules import ranked
from traceability.codes.queries import IS_RECALLED

CHUNK = 1000

FormerNames = Mapping[int, str]  # province id → names of the provinces it joins

_ROWS = (
    select(
        Product.id,
        Product.slug,
        Product.name,
        Product.product_group,
        Product.product_set,
        Product.printed_commune,
        Product.printed_district,
        Product.printed_province,
        Product.province_id,
        *TODAY,
        Producer.name.label("producer"),
        Offer.price_dong,
        Offer.stock,
        Offer.is_withdrawn,
        Offer.season_from,
        Offer.season_to,
        Offer.paused_until,
        IS_RECALLED,
    )
    .select_from(PRODUCTS)
    .outerjoin(Offer, Offer.product_id == Product.id)
    .order_by(Product.id)
)

_MAKERS = (
    select(
        Producer.id,
        Producer.name,
        Producer.slug,
        Province.name.label("province"),
        Province.slug.label("key"),
    )
    .join(Province, Province.id == Producer.province_id)
    .order_by(Producer.id)
)


def all_documents(session: Session, today: date) -> Iterator[Document]:
    """Everything findable, in pieces, so that memory stays flat."""
    former = _former_names(session)
    yield from _places(session, former)
    yield from _producers(session)
    last = 0
    while rows := session.execute(_ROWS.where(Product.id > last).limit(CHUNK)).all():
        yield from _products(session, rows, former, today)
        last = rows[-1].id


def product_documents(session: Session, ids: Sequence[int], today: date) -> list[Document]:
    """The documents of some products and of their producers, as the database has them now."""
    rows = session.execute(_ROWS.where(Product.id.in_(ids))).all()
    makers = select(Product.producer_id).where(Product.id.in_(ids))
    return [
        *_products(session, rows, _former_names(session), today),
        *map(_producer, session.execute(_MAKERS.where(Producer.id.in_(makers)))),
    ]


def _former_names(session: Session) -> FormerNames:
    rows = session.execute(
        select(FormerUnit.province_id, FormerUnit.province).where(
            FormerUnit.district == "", FormerUnit.commune == ""
        )
    )
    names: dict[int, list[str]] = defaultdict(list)
    for province_id, name in rows:
        names[province_id].append(name)
    return {province_id: " ".join(sorted(former)) for province_id, former in names.items()}


def _products(
    session: Session, rows: Sequence[AnyRow], former: FormerNames, today: date
) -> Iterator[Document]:
    standings = product_standings(session, [row.id for row in rows], today)
    for row in rows:
        yield _versioned(_product(row, former, standings[row.id], today))


def _product(row: AnyRow, former: FormerNames, certified: ProductStanding, today: date) -> Document:
    standing = certified.standing
    change = standing.change_on
    may_be_sold = certified.may_be_sold and not (row.is_recalled or row.is_withdrawn)
    return Document(
        kind=Kind.PRODUCT,
        id=row.id,
        version="",
        name=row.name,
        producer=row.producer or "",
        place=" ".join((*printed_units(row), row.commune or "", row.province)),
        region=former.get(row.province_id, ""),
        group=row.product_group,
        categories=categories_of(row.name, row.product_group, row.product_set),
        province=row.province_slug,
        status=_status(standing, may_be_sold=may_be_sold),
        next_status=_status(certified.on(change), may_be_sold=may_be_sold) if change else None,
        change_on=change.toordinal() if change else None,
        price_dong=row.price_dong if may_be_sold else None,
        in_stock=may_be_sold and is_available(row, today),
        newest=standing.issued.earliest.toordinal() if standing.issued else 0,
        url_key=row.slug,
    )


def _status(standing: Standing, *, may_be_sold: bool) -> RankedStatus:
    """Counted by what stands; what nobody may sell is shown last, like what is revoked."""
    status = ranked(keyword(standing))
    return status if may_be_sold else replace(status, boost=0.0, tier=0)


def keyword(standing: Standing) -> str:
    """A standing as the index filters and counts by it."""
    return f"{facet(standing.state)}-{standing.paper_stars}"


def _producers(session: Session) -> Iterator[Document]:
    last = 0
    while rows := session.execute(_MAKERS.where(Producer.id > last).limit(CHUNK)).all():
        yield from map(_producer, rows)
        last = rows[-1].id


def _producer(row: AnyRow) -> Document:
    return _versioned(
        Document(
            kind=Kind.PRODUCER,
            id=row.id,
            version="",
            name=row.name,
            place=row.province,
            province=row.key,
            url_key=row.slug,
        )
    )


def _places(session: Session, former: FormerNames) -> Iterator[Document]:
    for province in session.scalars(select(Province).order_by(Province.id)):
        yield _versioned(
            Document(
                kind=Kind.PLACE,
                id=province.id,
                version="",
                name=province.name,
                place=former.get(province.id, ""),
                province=province.slug,
                url_key=province.slug,
            )
        )


def _versioned(document: Document) -> Document:
    """The version is a mark of the content: equal when nothing a search could see differs."""
    mark = hashlib.blake2b(orjson.dumps(document), digest_size=8).hexdigest()
    return replace(document, version=mark)
