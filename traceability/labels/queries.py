"""What labels of products say, as of the day they are printed."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from certification.certificates.queries.standings import ProductStanding, product_standings
from certification.certificates.rules.state import Standing, State
from core.access.roles import Scope, ScopeKind
from core.access.row_scopes import within
from core.db.model import AnyRow
from registry.models import IssuedCode, Producer, Product
from registry.rules.issued_codes import CodeStatus
from traceability.codes.queries import IS_RECALLED
from traceability.labels.qr.payload import payload
from traceability.labels.sheets.label import Label


class LabelSet(NamedTuple):
    """Labels in the order asked for, and for every other code why it has none.

    That is a status of the code, `revoked` or `no_product`.
    """

    labels: list[Label]
    refused: dict[str, str]


def labels_of(session: Session, codes: Collection[str], *, public_url: str, at: date) -> LabelSet:
    """One label for each product among `codes` whose code is in force and that was not revoked."""
    rows = session.execute(
        select(
            Product.id,
            Product.code,
            Product.name,
            Producer.name.label("producer"),
            IssuedCode.status,
            IS_RECALLED,
        )
        .join(IssuedCode, IssuedCode.code == Product.code)
        .outerjoin(Producer, Producer.id == Product.producer_id)
        .where(Product.code.in_(codes))
    ).all()
    standings = product_standings(session, [row.id for row in rows], at)
    made: dict[str, Label] = {}
    refused = dict.fromkeys(codes, "no_product")
    for row in rows:
        if obstacle := _obstacle(row, standings[row.id]):
            refused[row.code] = obstacle
        else:
            del refused[row.code]
            made[row.code] = _label(row, standings[row.id].standing, public_url)
    return LabelSet([made[code] for code in codes if code in made], refused)


def _obstacle(row: AnyRow, product: ProductStanding) -> str | None:
    """What forbids to print: a label is an invitation to trust, and cannot be taken back."""
    if row.status != CodeStatus.ACTIVATED:
        return CodeStatus(row.status).value
    if row.is_recalled:  # by another code of the same product
        return CodeStatus.RECALLED.value
    is_revoked = product.standing.state is State.REVOKED or not product.may_be_sold
    return State.REVOKED.value if is_revoked else None


def _label(row: AnyRow, standing: Standing, public_url: str) -> Label:
    return Label(
        payload=payload(public_url, row.code),
        code=row.code,
        product=row.name,
        producer=row.producer or "",
        host=public_url.partition("://")[2].rstrip("/"),
        stars=standing.stars if standing.counts_stars else None,
    )


def may_be_printed(session: Session, code: str, where: Collection[Scope]) -> bool:
    """Whether the product of a code lies within one of the scopes in which somebody prints."""
    table = Product.__table__.c
    printable = within(
        where,
        {
            ScopeKind.PRODUCER: table.producer_id,
            ScopeKind.COMMUNE: table.commune_id,
            ScopeKind.PROVINCE: table.province_id,
        },
    )
    return session.scalar(select(Product.id).where(Product.code == code, printable)) is not None


def codes_of_producer(session: Session, slug: str) -> Sequence[str] | None:
    """The codes of a producer's products, by name; None where there is no such producer."""
    if session.scalar(select(Producer.id).where(Producer.slug == slug)) is None:
        return None
    return session.scalars(
        select(Product.code)
        .join(Producer, Producer.id == Product.producer_id)
        .where(Producer.slug == slug)
        .order_by(Product.name, Product.id)
    ).all()


class OwnProduct(NamedTuple):
    """A product as its producer looks for it."""

    code: str
    name: str
    print: str


def own_products(
    session: Session, producer_id: int, *, most: int, skipped: int = 0, code: str | None = None
) -> list[OwnProduct]:
    """Some of a producer's products, by name; or the one with a code."""
    statement = select(Product.code, Product.name, Product.print).where(
        Product.producer_id == producer_id, Product.code == code if code else true()
    )
    page = statement.order_by(Product.name, Product.id).offset(skipped).limit(most)
    return [OwnProduct(*row) for row in session.execute(page)]


def count_products(session: Session, producer_id: int) -> int:
    count = select(func.count()).select_from(Product)
    return session.scalars(count.where(Product.producer_id == producer_id)).one()


def is_issued(session: Session, code: str) -> bool:
    """Whether a code was ever given out, and not erased since."""
    issued = session.get(IssuedCode, code)
    return issued is not None and issued.status != CodeStatus.ERASED
