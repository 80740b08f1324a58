"""Question about renamed producers: a product of the same notice under another producer's name.

A product is told apart by its name, its producer and its province. Where a file that was imported
before comes again with a producer spelled otherwise, its products would all be there twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate
from core.sheets.problems import SheetProblem
from core.sheets.schema import ParsedRow
from intake.rules.catalogue_rows import ProductRow
from intake.services.import_context import BATCH, ImportContext, province_of
from registry.models import Producer, Product
from registry.rules.names import name_key
from registry.rules.place_names import read_place


class _Left(NamedTuple):
    """A product on file that the new file does not name any more."""

    code: str
    producer: str
    district: str


_Key = tuple[str, int, str]  # the name, today's province, the notice


def renamed_producers(
    session: Session,
    new: Iterable[ParsedRow[ProductRow]],
    named: AbstractSet[int],
    context: ImportContext,
) -> Iterator[SheetProblem]:
    """One for each new product that may be one on file; `named` are the products in the file.

    The answer is the code of the product on file, or its row, which says that there are two.
    """
    rows = [entry for entry in new if entry.value.source_title and not entry.value.code]
    left = _left(session, {entry.value.source_title for entry in rows}, named)
    for entry in rows:
        row = entry.value
        key = (name_key(row.name), province_of(row, context), row.source_title)
        for product in left.get(key, ()):
            if _is_near(product.district, row.district):
                facts = {"code": product.code, "producer": product.producer or "–"}
                value = row.producer or "–"
                yield SheetProblem(entry.row, "producer_name", value, "producer_renamed", facts)


def _left(
    session: Session, titles: AbstractSet[str], named: AbstractSet[int]
) -> dict[_Key, list[_Left]]:
    left: dict[_Key, list[_Left]] = defaultdict(list)
    ordered = sorted(titles)
    for start in range(0, len(ordered), BATCH):
        products = (
            select(
                Product.id, Product.code, Product.name, Product.province_id,
                Product.printed_district, Producer.name, Certificate.source_title,
            )
            .join(Certificate, Certificate.product_id == Product.id)
            .outerjoin(Producer, Producer.id == Product.producer_id)
            .where(Certificate.source_title.in_(ordered[start : start + BATCH]))
            .order_by(Product.id)
        )  # fmt: skip
        for number, code, name, province_id, district, producer, title in session.execute(products):
            if number not in named:
                key = (name_key(name), province_id, title)
                left[key].append(_Left(code, producer or "", district))
    return left


def _is_near(one: str, other: str) -> bool:
    return not (one and other) or read_place(one).key == read_place(other).key
