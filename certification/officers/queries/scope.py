"""Products and certificates within the scope of officers: what they may see at all."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate
from core.access.roles import Scope, ScopeKind
from core.access.row_scopes import within
from registry.models import Product

_product = Product.__table__.c
_COLUMNS = {
    ScopeKind.PRODUCER: _product.producer_id,
    ScopeKind.COMMUNE: _product.commune_id,
    ScopeKind.PROVINCE: _product.province_id,
}


@dataclass(frozen=True, slots=True)
class CertificatePlace:
    """Where a certificate belongs."""

    code: str
    producer_id: int | None
    commune_id: int | None
    province_id: int


def products_within(scopes: Collection[Scope]) -> ColumnElement[bool]:
    return within(scopes, _COLUMNS)


def certificate_place(
    session: Session, code: str, scopes: Collection[Scope]
) -> CertificatePlace | None:
    """None for a certificate that is not there, or outside of the scopes."""
    row = session.execute(
        select(Certificate.code, _product.producer_id, _product.commune_id, _product.province_id)
        .join(Product, Product.id == Certificate.product_id)
        .where(Certificate.code == code, products_within(scopes))
    ).one_or_none()
    return CertificatePlace(*row) if row else None
