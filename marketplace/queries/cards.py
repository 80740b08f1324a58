"""Products as lists show them: one query for the rows, one for their certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.queries.standings import ProductStanding, product_standings
from certification.rules.state import Standing
from core.model import AnyRow
from marketplace.models import Offer
from registry.models import Commune, Producer, Product, Province


@dataclass(frozen=True, slots=True)
class ProductCard:
    """One product in a list. A price may be illustrative; None means nobody offers it yet."""

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
    certified: ProductStanding

    @property
    def standing(self) -> Standing:
        return self.certified.standing

    @property
    def producer(self) -> str:
        """The maker's name as a list shows it; empty where the source names none."""
        return self.producer_name or ""

    @property
    def place(self) -> str:
        """Where it comes from, in today's units."""
        return ", ".join(part for part in (self.commune, self.province) if part)


_ROWS = (
    select(
        Product.id,
        Product.code,
        Product.slug,
        Product.name,
        Product.print,
        Product.product_group,
        Product.gtin,
        Producer.name.label("producer_name"),
        Producer.slug.label("producer_slug"),
        Producer.legal_form.label("producer_type"),
        Province.name.label("province"),
        Province.slug.label("province_slug"),
        Commune.kind.label("commune_kind"),
        Commune.name.label("commune"),
        Offer.price_dong,
        Offer.unit,
        Offer.stock,
        Offer.is_illustrative,
    )
    .join(Province, Province.id == Product.province_id)
    .outerjoin(Producer, Producer.id == Product.producer_id)
    .outerjoin(Commune, Commune.id == Product.commune_id)
    .outerjoin(Offer, Offer.product_id == Product.id)
)


def product_cards(session: Session, ids: Sequence[int], at: date) -> list[ProductCard]:
    """Cards in the order of `ids`; what is no longer in the database is left out."""
    if not ids:
        return []
    rows = session.execute(_ROWS.where(Product.id.in_(ids))).all()
    standings = product_standings(session, ids, at)
    cards = {row.id: _card(row, standings[row.id]) for row in rows}
    return [cards[i] for i in ids if i in cards]


def product_id_of(
    session: Session, *, slug: str | None = None, code: str | None = None
) -> int | None:
    """The product under an address or a public code."""
    wanted = Product.slug == slug if slug is not None else Product.code == code
    return session.scalar(select(Product.id).where(wanted))


def _card(row: AnyRow, certified: ProductStanding) -> ProductCard:
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
        commune=f"{row.commune_kind} {row.commune}" if row.commune else None,
        price_dong=row.price_dong,
        unit=row.unit,
        in_stock=bool(row.stock),
        is_illustrative=bool(row.is_illustrative),
        certified=certified,
    )
