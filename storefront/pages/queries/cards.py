"""Products as lists show them: one query for the rows, one for their certificates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ARRAY, Integer, any_, bindparam, select
from sqlalchemy.orm import Session

from certification.certificates.queries.standings import ProductStanding, product_standings
from certification.certificates.rules.state import Standing
from core.db.content_changes import subjects
from core.db.model import AnyRow
from core.db.prepared import PreparedSelect
from marketplace.offers.models import Offer
from marketplace.offers.rules.availability import is_available, is_paused
from registry.models import Producer, Product, ProductPicture
from registry.queries.content_subjects import PLACE_SUBJECTS, product_subjects
from registry.queries.located import PRODUCTS, TODAY
from registry.queries.pictures import FIRST_PICTURE, IS_FIRST, Picture, first_picture
from registry.rules.places import address, commune_name
from traceability.codes.queries import IS_RECALLED

CARD_SUBJECTS = subjects(
    PLACE_SUBJECTS, product_subjects("SELECT id, producer_id FROM product WHERE id = ANY(%(ids)s)")
)


@dataclass(frozen=True, slots=True)
class ProductCard:
    """One product in a list. A price may be illustrative; None means nobody may sell it, or does.

    `version` is the content version and the day it was read under; empty, if nobody asked.
    """

    id: int
    code: str
    slug: str
    name: str
    print: str
    group: str
    gtin: str | None
    producer_name: str | None
    producer_slug: str | None
    producer_type: str | None
    province: str
    province_slug: str
    commune: str | None
    price_dong: int | None
    unit: str | None
    in_stock: bool
    is_illustrative: bool
    is_recalled: bool
    certified: ProductStanding
    is_withdrawn: bool = False  # its listing was taken down
    paused_until: date | None = None  # no sales up to this day, and on it
    picture: Picture | None = None  # a photograph of its producer's, if there is one
    version: str = ""

    @property
    def standing(self) -> Standing:
        return self.certified.standing

    @property
    def may_be_sold(self) -> bool:
        return self.certified.may_be_sold and not (self.is_recalled or self.is_withdrawn)

    @property
    def producer(self) -> str:
        """The maker's name as a list shows it; empty where the source names none."""
        return self.producer_name or ""

    @property
    def place(self) -> str:
        """Where it comes from, in today's units."""
        return address(self.commune, self.province)


# Columns of tables, not of entities, and one parameter for all ids: lists are asked for most,
# and so they are one prepared statement without the bookkeeping of objects.
_product, _producer, _offer = Product.__table__.c, Producer.__table__.c, Offer.__table__.c
CARD_ROWS = (
    select(
        _product.id,
        _product.code,
        _product.slug,
        _product.name,
        _product.print,
        _product.product_group,
        _product.gtin,
        _producer.name.label("producer_name"),
        _producer.slug.label("producer_slug"),
        _producer.legal_form.label("producer_type"),
        *TODAY,
        _offer.price_dong,
        _offer.unit,
        _offer.stock,
        _offer.is_illustrative,
        _offer.is_withdrawn,
        _offer.season_from,
        _offer.season_to,
        _offer.paused_until,
        IS_RECALLED,
        *FIRST_PICTURE,
    )
    .select_from(PRODUCTS)
    .outerjoin(Offer.__table__, _offer.product_id == _product.id)
    .outerjoin(ProductPicture.__table__, IS_FIRST)
)
_BY_ID = PreparedSelect(
    CARD_ROWS.where(_product.id == any_(bindparam("ids", type_=ARRAY(Integer))))
)


_NO_VERSIONS: Mapping[int, str] = {}


def product_cards(
    session: Session, ids: Sequence[int], at: date, versions: Mapping[int, str] = _NO_VERSIONS
) -> dict[int, ProductCard]:
    """Cards by id; what is no longer in the database is left out."""
    rows = _BY_ID.rows(session, ids=list(ids))
    return {card.id: card for card in cards_of(session, rows, at, versions)}


def cards_of(
    session: Session, rows: Sequence[AnyRow], at: date, versions: Mapping[int, str] = _NO_VERSIONS
) -> list[ProductCard]:
    """Cards of rows that hold at least the columns of CARD_ROWS, in the order of the rows."""
    standings = product_standings(session, [row.id for row in rows], at)
    return [card_from(row, standings[row.id], at, versions.get(row.id, "")) for row in rows]


def card_from(row: AnyRow, certified: ProductStanding, at: date, version: str = "") -> ProductCard:
    """The card of a row that holds at least the columns of CARD_ROWS."""
    may_be_sold = certified.may_be_sold and not (row.is_recalled or row.is_withdrawn)
    return ProductCard(
        id=row.id,
        code=row.code,
        slug=row.slug,
        name=row.name,
        print=row.print,
        group=row.product_group,
        gtin=row.gtin,
        producer_name=row.producer_name,
        producer_slug=row.producer_slug,
        producer_type=row.producer_type,
        province=row.province,
        province_slug=row.province_slug,
        commune=commune_name(row.commune_kind, row.commune),
        price_dong=row.price_dong if may_be_sold else None,
        unit=row.unit,
        in_stock=may_be_sold and is_available(row, at),
        is_withdrawn=bool(row.is_withdrawn),
        paused_until=row.paused_until if is_paused(row.paused_until, at) else None,
        is_illustrative=bool(row.is_illustrative),
        is_recalled=row.is_recalled,
        certified=certified,
        picture=first_picture(row),
        version=version,
    )
