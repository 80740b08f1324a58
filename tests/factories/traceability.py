"""Raw-material areas, in as few words as a test needs."""

from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models import Product, Province
from registry.rules.issued_codes import CodeKind
from registry.services.issued_codes import issue
from traceability.areas.models import ProductArea, RawMaterialArea
from traceability.scans.models import CodeReport

_numbers = count(1)


def make_area(
    session: Session, name: str = "Vùng dong riềng Côn Minh", **facts: object
) -> RawMaterialArea:
    place = session.scalars(
        select(Province).where(Province.name == facts.pop("province", "Thái Nguyên"))
    ).one()
    values: dict[str, object] = {
        "code": next(issue(session, CodeKind.AREA, 1)),
        "source_key": f"{name}|{next(_numbers)}",
        "name": name,
        "kind": "planting",
        "printed_province": "Bắc Kạn",
        "province_id": place.id,
    }
    area = RawMaterialArea(**(values | facts))
    session.add(area)
    session.flush()
    return area


def tie(session: Session, product: Product, area: RawMaterialArea, link: str = "producer") -> None:
    session.add(ProductArea(product_id=product.id, area_id=area.id, link=link))
    session.flush()


def make_report(session: Session, product: Product) -> CodeReport:
    report = CodeReport(
        ticket=next(issue(session, CodeKind.REPORT, 1)),
        code=product.code,
        known=True,
        reason="quality",
        phone=None,
        phone_consent_at=None,
        visitor=None,
    )
    session.add(report)
    session.flush()
    return report
