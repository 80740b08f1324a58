"""A mark over everything a code's page is made of: while it is the same, the page is the same."""

import hashlib

from sqlalchemy import func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from certification.models import Certificate, CertificateEvent
from core.issued_codes import IssuedCode
from registry.models import Commune, Producer, Product, Province
from traceability.models import ProductArea, RawMaterialArea

_LENGTH = 24

_product_id = func.coalesce(
    select(Product.id).where(Product.code == IssuedCode.code).scalar_subquery(),
    select(Certificate.product_id).where(Certificate.code == IssuedCode.code).scalar_subquery(),
).label("product_id")

_CODE = select(
    IssuedCode.code, IssuedCode.kind, IssuedCode.status, IssuedCode.status_at, _product_id
).subquery()

_events = (
    select(func.concat(func.count(), "/", func.max(CertificateEvent.id)))
    .join(Certificate, Certificate.id == CertificateEvent.certificate_id)
    .where(Certificate.product_id == _CODE.c.product_id)
    .scalar_subquery()
)
_linked_areas = (
    select(
        func.string_agg(
            func.concat(ProductArea.area_id, ProductArea.link, RawMaterialArea.updated_at),
            aggregate_order_by(literal(" "), ProductArea.area_id),
        )
    )
    .join(RawMaterialArea, RawMaterialArea.id == ProductArea.area_id)
    .where(ProductArea.product_id == _CODE.c.product_id)
    .scalar_subquery()
)
_own_area = (
    select(RawMaterialArea.updated_at).where(RawMaterialArea.code == _CODE.c.code).scalar_subquery()
)
_STAMP = (
    select(
        _CODE.c.kind,
        _CODE.c.status,
        _CODE.c.status_at,
        Product.updated_at,
        Product.name,
        Producer.name,
        Producer.slug,
        Province.name,
        Commune.name,
        _events,
        _linked_areas,
        _own_area,
    )
    .select_from(_CODE)
    .outerjoin(Product, Product.id == _CODE.c.product_id)
    .outerjoin(Producer, Producer.id == Product.producer_id)
    .outerjoin(Province, Province.id == Product.province_id)
    .outerjoin(Commune, Commune.id == Product.commune_id)
)


def stamp(session: Session, code: str) -> str | None:
    """The mark of a code's page as the database is now, in one query; None when never given out."""
    row = session.execute(_STAMP.where(_CODE.c.code == code)).one_or_none()
    if row is None:
        return None
    return hashlib.sha256(repr(tuple(map(str, row))).encode()).hexdigest()[:_LENGTH]
