"""What the API answers about one public code."""

from dataclasses import dataclass
from datetime import date

from certification.certificates.rules.state import State
from core.api.published import published_as
from registry.rules.issued_codes import CodeKind, CodeStatus
from storefront.api.schemas.answers import (
    Address,
    Area,
    Between,
    CertificateInBrief,
    Code,
    ExactDay,
    ProducerInBrief,
    StarsToday,
    StateReason,
)


@published_as("ScannedProduct")
@dataclass(frozen=True, slots=True, kw_only=True)
class CodeProduct:
    """The product behind a code."""

    code: Code
    slug: str
    name: str
    stars: StarsToday
    group: str
    group_name: str
    province: str
    province_name: str
    gtin: str | None
    place_printed: str
    place_today: str
    url: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """The lot a label belongs to."""

    number: str
    produced_on: date | None
    best_before: date | None


@published_as("ScannedCertificate")
@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCertificate:
    """The certificate that speaks: today and, for a lot, on its day of production."""

    code: str | None
    state: State
    reason: StateReason
    state_at_production: State | None
    stars: int | None
    in_force: bool
    decision: str | None
    authority: str | None
    issued_on: ExactDay
    issued_between: Between
    expires_on: ExactDay
    expires_between: Between
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something to tell who scans: a code for programs and a sentence for people."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedCode:
    """Everything known about a code today. `certificate` is null for what has none: an area."""

    code: Code
    kind: CodeKind
    status: CodeStatus
    at: date
    product: CodeProduct | None
    producer: ProducerInBrief | None
    areas: list[Area]
    lot: Lot | None
    certificate: CodeCertificate | None
    certificates: list[CertificateInBrief]
    messages: list[Message]
    url: Address
