"""Joins of products and areas with today's administrative units, and the place in a joined row."""

from sqlalchemy import ColumnElement, FromClause, Join

from core.db.model import AnyRow
from registry.models import Commune, Producer, Product, Province
from registry.rules.places import Place, commune_name

_product, _producer = Product.__table__, Producer.__table__
_province, _commune = Province.__table__, Commune.__table__

# Today's place, as `place_of` and lists read it.
TODAY: tuple[ColumnElement[str], ...] = (
    _province.c.name.label("province"),
    _province.c.slug.label("province_slug"),
    _commune.c.kind.label("commune_kind"),
    _commune.c.name.label("commune"),
)


def with_units(located: FromClause) -> Join:
    """A table with `province_id` and `commune_id`, joined with today's province and commune."""
    in_province = located.join(_province, _province.c.id == located.c.province_id)
    return in_province.outerjoin(_commune, _commune.c.id == located.c.commune_id)


PRODUCTS = with_units(_product).outerjoin(_producer, _producer.c.id == _product.c.producer_id)
PRODUCT_PLACE = (
    _product.c.printed_commune,
    _product.c.printed_district,
    _product.c.printed_province,
    *TODAY,
)


def printed_units(row: AnyRow) -> tuple[str, str, str]:
    """Commune, district and province as the source of a product or area printed them."""
    return row.printed_commune, row.printed_district, row.printed_province


def place_of(row: AnyRow) -> Place:
    """The place in a row with the printed units and the columns of TODAY."""
    commune = commune_name(row.commune_kind, row.commune)
    return Place(printed_units(row), commune, row.province, row.province_slug)
