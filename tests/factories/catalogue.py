"""Products with their certificates, in as few words as a test needs."""

from datetime import date
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.rules.dates import VagueDate
from certification.certificates.services.numbering import next_place
from marketplace.offers.models import Offer
from registry.models import Producer, Product, Province
from registry.rules.issued_codes import CodeKind
from registry.rules.slugs import slug_of, without_accents
from registry.services.issued_codes import issue

_numbers = count(1)


def make_producer(
    session: Session, name: str = "HTX Tài Hoan", province: str = "Thái Nguyên"
) -> Producer:
    number = next(_numbers)
    place = session.scalars(select(Province).where(Province.name == province)).one()
    producer = Producer(
        slug=f"{slug_of(name)}-{number}",
        name=name,
        identity=f"{name}|{number}",
        legal_form="cooperative",
        province_id=place.id,
    )
    session.add(producer)
    session.flush()
    return producer


def make_product(
    session: Session, name: str = "Miến dong", *, producer: Producer | None = None, **facts: object
) -> Product:
    number = next(_numbers)
    place = session.scalars(
        select(Province).where(Province.name == facts.pop("province", "Thái Nguyên"))
    ).one()
    values: dict[str, object] = {
        "code": next(issue(session, CodeKind.PRODUCT, 1)),
        "slug": f"{slug_of(name)}-{number}",
        "name": name,
        "folded": without_accents(f"{name} {producer.name if producer else ''}".strip()),
        "identity": f"{name}|{number}",
        "producer_id": producer.id if producer else None,
        "product_group": "thuc-pham",
        "print": "noodles",
        "printed_province": place.name,
        "province_id": place.id,
    }
    product = Product(**(values | facts))
    session.add(product)
    session.flush()
    return product


def make_certificate(session: Session, product: Product, source_key: str = "test") -> Certificate:
    certificate = Certificate(
        code=next(issue(session, CodeKind.CERTIFICATE, 1)),
        product_id=product.id,
        source_key=source_key,
        source_title="Báo của tỉnh",
        source_date="2024",
    )
    session.add(certificate)
    session.flush()
    return certificate


def make_event(
    session: Session, certificate: Certificate, kind: str, on: date | VagueDate, **facts: object
) -> CertificateEvent:
    day = on if isinstance(on, VagueDate) else VagueDate.exact(on)
    values: dict[str, object] = {
        "effective_from": day.earliest,
        "effective_to": day.latest,
        "actor": "test",
        "number": next_place(session, certificate.id).number,
    }
    event = CertificateEvent(certificate_id=certificate.id, kind=kind, **(values | facts))
    session.add(event)
    session.flush()
    return event


def make_certified(
    session: Session,
    name: str = "Miến dong",
    *,
    stars: int = 4,
    on: date | VagueDate,
    **facts: object,
) -> tuple[Product, Certificate]:
    """A product that was granted stars on a day."""
    product = make_product(session, name, **facts)
    certificate = make_certificate(session, product)
    make_event(session, certificate, "granted", on, stars=stars, decision="12/QĐ-UBND")
    return product, certificate


def make_offer(
    session: Session, product: Product, price_dong: int = 95_000, stock: int = 5
) -> Offer:
    offer = Offer(
        code=product.code,
        product_id=product.id,
        price_dong=price_dong,
        unit="gói 500 g",
        stock=stock,
        is_illustrative=True,
    )
    session.add(offer)
    session.flush()
    return offer
