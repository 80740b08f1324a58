"""Everything the page of one product shows, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, any_, bindparam, exists, func, select, union_all
from sqlalchemy.orm import Session, aliased

from certification.certificates.queries.entries import (
    CertificateEntry,
    StateSource,
    entries_of,
    source_of,
)
from certification.certificates.queries.record import NO_RECORD, certification_records
from core.db.content_changes import ContentVersions, subjects
from core.db.model import AnyRow
from core.db.prepared import PreparedSelect
from marketplace.listings.models import Listing, ListingRevision
from marketplace.offers.models import Offer
from marketplace.offers.rules.packs import unit_price
from registry.models import Product
from registry.queries.content_subjects import PLACE_SUBJECTS, product_subjects
from registry.queries.located import printed_units
from registry.queries.pictures import ALL_PICTURES, Picture, all_pictures
from registry.queries.places import province_names
from registry.rules.places import address
from storefront.pages.queries.card_cache import card_versions
from storefront.pages.queries.cards import CARD_ROWS, ProductCard, card_from
from traceability.areas.models import ProductArea
from traceability.areas.queries.areas import LinkedArea, areas_of
from traceability.areas.queries.content_subjects import area_subjects, areas_of_products

MOST_RELATED = 4
SALE_COLUMNS = (
    "pack_amount", "pack_measure", "paused_message", "min_quantity", "max_quantity",
    "price_steps", "former_price_dong", "former_price_until", "unserved_province_ids",
)  # fmt: skip


_has_area = exists().where(ProductArea.product_id == Product.id)
_shown, _other = aliased(Product), aliased(Product)
_its_id = select(_shown.id).where(_shown.slug == bindparam("slug"))
_ids_of_others = (
    select(_other.id)
    .join(_shown, and_(_shown.producer_id == _other.producer_id, _shown.id != _other.id))
    .where(_shown.slug == bindparam("slug"))
    .order_by(_other.id)
    .limit(MOST_RELATED)
)
# The ids first, as a list: as one more of so many joins they would be looked for among all rows.
_SHOWN_IDS = func.array(union_all(_its_id, _ids_of_others.subquery().select()).scalar_subquery())
# The product first, then what its producer makes besides.
_ITSELF_AND_OTHERS = PreparedSelect(
    CARD_ROWS.add_columns(
        Product.product_set,
        Product.printed_commune,
        Product.printed_district,
        Product.printed_province,
        _has_area.label("has_area"),
        *(Offer.__table__.c[name] for name in SALE_COLUMNS),
        Listing.suspended_at,
        ListingRevision.story,
        ListingRevision.kind,
        ListingRevision.label,
        ALL_PICTURES,
    )
    .outerjoin(Listing, Listing.product_id == Product.id)
    .outerjoin(ListingRevision, ListingRevision.id == Listing.approved_id)
    .where(Product.id == any_(_SHOWN_IDS))
    .order_by(Product.slug != bindparam("slug"), Product.id)
)

_OTHERS = f"""
    (SELECT other.id, other.producer_id FROM product
     JOIN product AS other ON other.producer_id = product.producer_id AND other.id <> product.id
     WHERE product.slug = %(slug)s ORDER BY other.id LIMIT {MOST_RELATED})
"""  # noqa: S608 - made of constants
PRODUCT_SUBJECTS = subjects(
    PLACE_SUBJECTS,
    product_subjects("SELECT id, producer_id FROM product WHERE slug = %(slug)s"),
    product_subjects(_OTHERS),
    area_subjects(areas_of_products("SELECT id FROM product WHERE slug = %(slug)s")),
)


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """What stands beside a price. See marketplace.offers.models.Offer."""

    price_dong: int | None
    pack_amount: int | None
    pack_measure: str | None
    season_from: date | None
    season_to: date | None
    paused_until: date | None
    paused_message: str
    min_quantity: int
    max_quantity: int | None
    price_steps: tuple[tuple[int, int], ...]
    former_price_dong: int | None
    former_price_until: date | None
    unserved: tuple[str, ...]  # provinces where it is not delivered to

    @property
    def per_unit(self) -> int | None:
        """Đồng for a kilo or a litre, where the pack is known."""
        if self.price_dong is None or self.pack_amount is None:
            return None
        return unit_price(self.price_dong, self.pack_amount)


@dataclass(frozen=True, slots=True)
class SellerWords:
    """What its producer says of it, as moderation approved it last."""

    story: str
    kind: str | None
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product, its proofs, and what else its producer makes."""

    card: ProductCard
    sale: SaleFacts | None  # None where nobody sells it, or may
    words: SellerWords
    product_set: int | None
    printed_place: str
    entries: tuple[CertificateEntry, ...]  # of the certificate that speaks for it
    source: StateSource  # of what is said of it
    areas: tuple[LinkedArea, ...]
    pictures: tuple[Picture, ...]
    related: list[ProductCard]


def product_page(
    session: Session, slug: str, at: date, versions: ContentVersions
) -> ProductPage | None:
    """The page under a product's address, or None; its cards by what `versions` says of them."""
    rows = _ITSELF_AND_OTHERS.rows(session, slug=slug)
    if not rows:
        return None
    product = rows[0]
    records = certification_records(session, [row.id for row in rows], at)
    by_version = card_versions(versions, at)
    card, *related = (
        card_from(row, records.get(row.id, NO_RECORD).certified, at, by_version.get(row.id, ""))
        for row in rows
    )
    speaking = card.certified.speaking
    entries: tuple[CertificateEntry, ...] = ()
    source = StateSource("", "")
    if speaking:
        entries = entries_of(records[product.id].events[speaking.code])
        notice = StateSource(speaking.source_title, speaking.source_date)
        source = source_of(speaking.standing, entries, notice)
    return ProductPage(
        card=card,
        sale=_sale(session, product) if product.unit is not None and card.may_be_sold else None,
        words=_words(product),
        product_set=product.product_set,
        printed_place=address(*printed_units(product)),
        entries=entries,
        source=source,
        areas=areas_of(session, [product.id])[product.id] if product.has_area else (),
        pictures=all_pictures(product),
        related=related,
    )


def _sale(session: Session, row: AnyRow) -> SaleFacts:
    names = province_names(session) if row.unserved_province_ids else {}
    unserved = tuple(name for id_, name in names.items() if id_ in row.unserved_province_ids)
    return SaleFacts(
        price_dong=row.price_dong,
        pack_amount=row.pack_amount,
        pack_measure=row.pack_measure,
        season_from=row.season_from,
        season_to=row.season_to,
        paused_until=row.paused_until,
        paused_message=row.paused_message,
        min_quantity=row.min_quantity,
        max_quantity=row.max_quantity,
        price_steps=tuple((quantity, price) for quantity, price in row.price_steps),
        former_price_dong=row.former_price_dong,
        former_price_until=row.former_price_until,
        unserved=unserved,
    )


def _words(row: AnyRow) -> SellerWords:
    """Nothing while the listing is taken down."""
    if row.suspended_at is not None or row.story is None:
        return SellerWords("", None, {})
    return SellerWords(row.story, row.kind, row.label)
