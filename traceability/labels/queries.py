"""What labels of products say, as of the day they are printed."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.queries.standings import product_standings
from registry.models import IssuedCode, Producer, Product
from registry.rules.issued_codes import CodeStatus
from traceability.codes.queries import IS_RECALLED
from traceability.labels.qr.payload import payload
from traceability.labels.sheets.label import Label


def labels_of(
    session: Session, codes: Collection[str], *, public_url: str, at: date
) -> list[Label]:
    """One label for each product among `codes` that may carry one, in the order given.

    Its code is in force, and the product neither recalled nor one that buyers are warned of.
    """
    rows = session.execute(
        select(Product.id, Product.code, Product.name, Producer.name.label("producer"))
        .join(IssuedCode, IssuedCode.code == Product.code)
        .outerjoin(Producer, Producer.id == Product.producer_id)
        .where(
            Product.code.in_(codes),
            IssuedCode.status == CodeStatus.ACTIVATED,
            ~IS_RECALLED.element,
        )
    ).all()
    standings = product_standings(session, [row.id for row in rows], at)
    host = public_url.partition("://")[2].rstrip("/")
    made = {
        row.code: Label(
            payload=payload(public_url, row.code),
            code=row.code,
            product=row.name,
            producer=row.producer or "",
            host=host,
            stars=standing.stars if standing.counts_stars else None,
        )
        for row in rows
        for standing in [standings[row.id].standing]
        if standings[row.id].may_be_sold
    }
    return [made[code] for code in codes if code in made]


def why_no_label(session: Session, code: str) -> str:
    """Why `labels_of` has none for a code: not_a_product, not_in_force, recalled or revoked."""
    issued = session.execute(
        select(IssuedCode.status, IS_RECALLED)
        .join(Product, Product.code == IssuedCode.code)
        .where(IssuedCode.code == code)
    ).one_or_none()
    if issued is None:
        return "not_a_product"
    if issued.is_recalled:
        return "recalled"
    return "revoked" if issued.status == CodeStatus.ACTIVATED else "not_in_force"


def codes_of_producer(session: Session, slug: str) -> Sequence[str]:
    """The codes of a producer's products, by name."""
    return session.scalars(
        select(Product.code)
        .join(Producer, Producer.id == Product.producer_id)
        .where(Producer.slug == slug)
        .order_by(Product.name, Product.id)
    ).all()


def is_issued(session: Session, code: str) -> bool:
    """Whether a code was ever given out, and not erased since."""
    issued = session.get(IssuedCode, code)
    return issued is not None and issued.status != CodeStatus.ERASED
