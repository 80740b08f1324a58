"""What of a text that was read is on record: products by barcode number, codes by themselves."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.models import IssuedCode, Product
from registry.rules.issued_codes import CodeStatus
from traceability.resolver.rules.typed import Reading


@dataclass(frozen=True, slots=True)
class KnownCode:
    """A code that was issued; with the product whose own code it is."""

    code: str
    name: str | None
    slug: str | None
    gtin: str | None


def code_of_gtin(session: Session, gtin: str) -> str | None:
    """The public code of the product with this 14-digit number."""
    return session.scalar(select(Product.code).where(Product.gtin == gtin))


def known_codes(session: Session, reading: Reading) -> tuple[KnownCode, ...]:
    """Those that a text may mean, by code; none where the text holds nothing that could be one."""
    codes = (*reading.codes, *reading.doubtful_codes)
    gtins = (*(link.value for link in reading.links if link.key == "01"), *reading.doubtful_gtins)
    return _known(session, codes, gtins) if codes or gtins else ()


def _known(
    session: Session, codes: Collection[str], gtins: Collection[str]
) -> tuple[KnownCode, ...]:
    rows = session.execute(
        select(IssuedCode.code, Product.name, Product.slug, Product.gtin)
        .outerjoin(Product, Product.code == IssuedCode.code)
        .where(
            or_(IssuedCode.code.in_(codes), Product.gtin.in_(gtins)),
            IssuedCode.status != CodeStatus.ERASED,
        )
        .order_by(IssuedCode.code)
    )
    return tuple(KnownCode(*row) for row in rows)
