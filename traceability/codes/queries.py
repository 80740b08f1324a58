"""Look-up of one public code: everything that a scan shows, on a page or as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, literal_column, or_, select
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate
from certification.certificates.queries.entries import StateSource, behind, entries_of, source_of
from certification.certificates.queries.record import (
    NO_RECORD,
    CertificationRecord,
    certification_records,
)
from certification.certificates.queries.standings import CertificateStanding, ProductStanding
from certification.certificates.rules import messages as certificate_messages
from certification.certificates.rules.events import Event, EventKind, Evidence
from certification.certificates.rules.state import Standing, State
from core.db.content_changes import subjects
from core.db.model import AnyRow
from core.db.prepared import PreparedSelect
from registry.models import Commune, IssuedCode, Producer, Product, ProductPicture, Province
from registry.queries.content_subjects import CODE_SUBJECTS, PLACE_SUBJECTS, product_subjects
from registry.queries.located import TODAY, place_of
from registry.queries.pictures import FIRST_PICTURE, IS_FIRST, Picture, first_picture
from registry.rules.issued_codes import CodeKind, CodeStatus
from registry.rules.places import Place
from traceability.areas.queries.areas import (
    AREA_COLUMNS,
    AREA_ORDER,
    OF_PRODUCT,
    TIED_AREAS,
    LinkedArea,
    area_with_code,
    linked_area,
)
from traceability.areas.queries.content_subjects import area_subjects, areas_of_products
from traceability.codes.errors import CodeErased
from traceability.codes.rules.sources import is_stale

_ENDED = (State.SUSPENDED, State.REVOKED, State.WITHDRAWN)
_PAPERS = (EventKind.GRANTED, EventKind.RENEWED, EventKind.RERATED)

_PRODUCT_BEHIND = """
    SELECT id, producer_id FROM product WHERE code = %(code)s
    UNION ALL SELECT product.id, product.producer_id FROM certificate
    JOIN product ON product.id = certificate.product_id WHERE certificate.code = %(code)s
"""
SCAN_SUBJECTS = subjects(
    PLACE_SUBJECTS,
    CODE_SUBJECTS,
    product_subjects(_PRODUCT_BEHIND),
    area_subjects("SELECT id FROM raw_material_area WHERE code = %(code)s"),
    area_subjects(areas_of_products(f"SELECT id FROM ({_PRODUCT_BEHIND}) AS behind")),  # noqa: S608 - made of constants
)


@dataclass(frozen=True, slots=True)
class ScannedProduct:
    """The product behind a code."""

    id: int
    code: str
    slug: str
    name: str
    print: str
    group: str
    product_set: int | None
    gtin: str | None
    place: Place
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class ScannedProducer:
    slug: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class ScannedLot:
    """A lot of a product. None are recorded yet: pages and data speak about the product."""

    number: str
    produced_on: date | None
    best_before: date | None


@dataclass(frozen=True, slots=True)
class ScannedCertificate:
    """One certificate today and, for a lot, on the day that was produced.

    `replaced` is the number of the decision that its paper followed. `note` is what was published
    about a suspension, revocation or return. `from_notice` is so while nothing but the notice named
    tells of the certificate.
    """

    code: str
    standing: Standing
    at_production: Standing | None
    authority: str | None
    source: StateSource
    replaced: str | None
    note: str
    from_notice: bool

    @property
    def ending(self) -> str | None:
        """The number of the decision that suspended or revoked it."""
        return self.standing.decision if self.standing.state in _ENDED else None


@dataclass(frozen=True, slots=True)
class CodePage:
    """What a code was given to, and where all of that stands on the day it is looked up.

    `certificates` begins with the one that speaks: for a certificate's own code that one itself.
    `messages` are sentences as codes, the most serious first; templates and programs word them.
    """

    code: str
    kind: CodeKind
    status: CodeStatus
    status_at: datetime
    at: date
    product: ScannedProduct | None
    producer: ScannedProducer | None
    areas: tuple[LinkedArea, ...]
    lot: ScannedLot | None
    certificates: tuple[ScannedCertificate, ...]
    standing: Standing
    at_production: Standing | None
    messages: tuple[str, ...]
    warning: Standing | None
    is_recalled: bool  # the product, by whichever of its codes

    @property
    def certificate(self) -> ScannedCertificate | None:
        """The certificate whose state the page announces."""
        return self.certificates[0] if self.certificates else None

    @property
    def old_source(self) -> ScannedCertificate | None:
        """The certificate announced, where what is known of it was last published days ago."""
        announced = self.certificate if self.status is CodeStatus.ACTIVATED else None
        is_old = announced and announced.from_notice and is_stale(announced.source.date, self.at)
        return announced if is_old else None

    @property
    def level(self) -> str:
        """How far the knowledge reaches: "product", "area", or one of the kinds to come."""
        return "product" if self.kind is CodeKind.CERTIFICATE else self.kind.value

    @property
    def leads_to_product(self) -> bool:
        """Whether to send people on to the product, where its offer stands if it has one.

        Not from a label out of force, after a recall, nor after a revocation that warns buyers.
        """
        return (
            self.product is not None
            and self.status is CodeStatus.ACTIVATED
            and not self.is_recalled
            and "revocation_concerns_buyers" not in self.messages
        )


_recalled = IssuedCode.__table__.alias("recalled")
_of_certificate = Certificate.__table__.alias("of_certificate")
_codes_recalled = select(_recalled.c.code).where(  # written out, as the partial index has it
    _recalled.c.status == literal_column(f"'{CodeStatus.RECALLED}'")
)
# Of a row with a product: whether its own code or that of one of its certificates is recalled.
IS_RECALLED = or_(
    Product.__table__.c.code.in_(_codes_recalled),
    Product.__table__.c.id.in_(
        select(_of_certificate.c.product_id).where(_of_certificate.c.code.in_(_codes_recalled))
    ),
).label("is_recalled")
_own, _product = Product.__table__.alias("own"), Product.__table__
_certificate, _producer = Certificate.__table__, Producer.__table__
_province, _commune = Province.__table__, Commune.__table__
_issued = IssuedCode.__table__
# A row for each area of the product behind the code; without one, or without a product, one row.
_BEHIND = PreparedSelect(
    select(
        _issued.c.kind.label("code_kind"),
        _issued.c.status.label("code_status"),
        _issued.c.status_at.label("code_status_at"),
        *_product.c,
        _producer.c.slug.label("producer_slug"),
        _producer.c.name.label("producer_name"),
        _producer.c.legal_form.label("producer_type"),
        *TODAY,
        IS_RECALLED,
        *FIRST_PICTURE,
        *AREA_COLUMNS,
    )
    .select_from(_issued)
    .outerjoin(_own, _own.c.code == _issued.c.code)
    .outerjoin(_certificate, _certificate.c.code == _issued.c.code)
    .outerjoin(_product, _product.c.id == func.coalesce(_own.c.id, _certificate.c.product_id))
    .outerjoin(_producer, _producer.c.id == _product.c.producer_id)
    .outerjoin(_province, _province.c.id == _product.c.province_id)
    .outerjoin(_commune, _commune.c.id == _product.c.commune_id)
    .outerjoin(ProductPicture.__table__, IS_FIRST)
    .outerjoin(TIED_AREAS, _product.c.id == OF_PRODUCT)
    .where(_issued.c.code == bindparam("code"))
    .order_by(*AREA_ORDER)
)


def was_issued(session: Session, code: str) -> bool:
    """Whether a code was ever given out, whatever became of it."""
    return session.get(IssuedCode, code) is not None


def look_up(session: Session, code: str, today: date) -> CodePage | None:
    """The page of a well-formed code, or None when it was never given out. Raises CodeErased.

    Two statements, whatever the code stands for.
    """
    rows = _BEHIND.rows(session, code=code)
    if not rows:
        return None
    issued = rows[0]
    kind, status = CodeKind(issued.code_kind), CodeStatus(issued.code_status)
    if status is CodeStatus.ERASED:
        raise CodeErased(code=code)
    product, record = None, NO_RECORD
    areas: tuple[LinkedArea, ...] = ()
    if issued.id is not None:
        product = _scanned_product(issued)
        record = certification_records(session, [issued.id], today).get(issued.id, NO_RECORD)
        areas = tuple(linked_area(row, issued.id) for row in rows if row.area_id)
    elif kind is CodeKind.AREA:
        area = area_with_code(session, code)
        areas = (area,) if area else ()
    certificates = _certificates(code, record, today)
    standing = _standing(code, record.certified, certificates)
    warning = record.certified.warning
    return CodePage(
        code=code,
        kind=kind,
        status=status,
        status_at=issued.code_status_at,
        at=today,
        product=product,
        producer=_scanned_producer(issued),
        areas=areas,
        lot=None,
        certificates=certificates,
        standing=standing,
        at_production=None,
        messages=_messages(
            (status, CodeStatus.RECALLED) if issued.is_recalled else (status,),
            product,
            areas,
            (standing, warning),
        ),
        warning=warning,
        is_recalled=bool(issued.is_recalled),
    )


def _scanned_product(row: AnyRow) -> ScannedProduct:
    return ScannedProduct(
        id=row.id,
        code=row.code,
        slug=row.slug,
        name=row.name,
        print=row.print,
        group=row.product_group,
        product_set=row.product_set,
        gtin=row.gtin,
        place=place_of(row),
        picture=first_picture(row),
    )


def _scanned_producer(row: AnyRow) -> ScannedProducer | None:
    if row.producer_id is None:
        return None
    return ScannedProducer(row.producer_slug, row.producer_name, row.producer_type)


def _certificates(
    code: str, record: CertificationRecord, at: date
) -> tuple[ScannedCertificate, ...]:
    """All of the product's, the scanned one first, otherwise the one that speaks."""
    listed = sorted(record.certified.certificates, key=lambda c: c.code != code)
    return tuple(_scanned_certificate(c, record.events[c.code], at) for c in listed)


def _scanned_certificate(
    certificate: CertificateStanding, record: Sequence[AnyRow], at: date
) -> ScannedCertificate:
    standing, entries = certificate.standing, entries_of(record)
    paper, act = behind(standing.paper_act, entries), behind(standing.act, entries)
    notice = StateSource(certificate.source_title, certificate.source_date)
    return ScannedCertificate(
        code=certificate.code,
        standing=standing,
        at_production=None,
        authority=(paper.authority if paper else None) or None,
        source=source_of(standing, entries, notice),
        replaced=_replaced(certificate.events, standing.paper, at),
        note=(act.note if act and standing.state in _ENDED else None) or "",
        from_notice=not any(entry.is_official for entry in entries),
    )


def _replaced(events: Sequence[Event], paper: str | None, at: date) -> str | None:
    """The decision before the one behind the paper, of those that gave a level by that day."""
    given = (
        event.decision
        for event in events
        if event.kind in _PAPERS
        and event.evidence is Evidence.RECOGNISED
        and event.effective.earliest <= at
    )
    numbers = list(dict.fromkeys(number for number in given if number))
    return numbers[-2] if paper and len(numbers) > 1 and numbers[-1] == paper else None


def _standing(
    code: str, certified: ProductStanding, certificates: Sequence[ScannedCertificate]
) -> Standing:
    if certificates and certificates[0].code == code:
        return certificates[0].standing
    return certified.standing


def _messages(
    statuses: Sequence[CodeStatus],
    product: ScannedProduct | None,
    areas: Sequence[LinkedArea],
    certified: tuple[Standing, Standing | None],
) -> tuple[str, ...]:
    states = dict.fromkeys(status for status in statuses if status is not CodeStatus.ACTIVATED)
    codes = [f"code_{status}" for status in states]
    if product is not None:
        codes += certificate_messages.messages(*certified)
        if not areas:
            codes.append("area_undeclared")
    return tuple(codes)
