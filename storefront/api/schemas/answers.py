"""What the API answers about products: one definition for the code that fills it and its document.

Field names are a promise: they stay; new ones may come. Days are known exactly or within bounds,
and a day that is not known exactly is never given as one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from certification.certificates.rules.events import Evidence
from certification.certificates.rules.state import State
from core.api.published import published_as
from core.web.i18n import N_
from search.engine import Kind

Between = Annotated[
    tuple[date, date] | None,
    Field(
        description=N_("[sớm nhất, muộn nhất] khi chỉ biết khoảng ngày; null khi biết đúng ngày.")
    ),
]
ExactDay = Annotated[
    date | None, Field(description=N_("Ngày, chỉ khi biết đúng ngày; nếu không thì null."))
]
StarsToday = Annotated[
    int | None,
    Field(ge=3, le=5, description=N_("Số sao đang có hiệu lực hôm nay (giờ Việt Nam), hoặc null.")),
]
StateReason = Annotated[
    str | None,
    Field(
        description=N_(
            "Vì sao: điểm của khoản 1 Điều 8 khi đã thu hồi; assessed_only khi"
            " nguồn chỉ cho biết kết quả đánh giá; nếu không thì null."
        )
    ),
]
Dong = Annotated[int | None, Field(description=N_("Giá bằng đồng, hoặc null khi chưa có ai bán."))]
PauseEnd = Annotated[
    date | None,
    Field(description=N_("Ngày cuối cùng cơ sở tạm nghỉ bán; null khi không nghỉ.")),
]
Code = Annotated[
    str,
    Field(
        pattern="^[0-9A-HJKMNP-TV-Z]{10}$", description=N_("Mã công khai 10 ký tự, in trong QR.")
    ),
]
Address = Annotated[str, Field(description=N_("Địa chỉ đầy đủ của trang."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the facts were published, and when as precisely as the source says."""

    title: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerInBrief:
    """Who makes it: the OCOP subject (chủ thể)."""

    name: str
    slug: str
    type: str
    url: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateInBrief:
    """A certificate as it stands today. `stars` is the level on the paper, in force or not."""

    code: Code
    state: State
    reason: StateReason
    stars: int | None
    in_force: bool
    decision: str | None
    issued_on: ExactDay
    issued_between: Between
    expires_on: ExactDay
    expires_between: Between
    url: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductInList:
    """A product with its stars of today, its maker and its price."""

    code: Code
    slug: str
    name: str
    stars: StarsToday
    certificate: CertificateInBrief | None
    producer: ProducerInBrief | None
    province: str
    province_name: str
    commune: str | None
    group: str
    group_name: str
    price_dong: Dong
    price_unit: str | None
    price_is_illustrative: bool
    in_stock: bool
    paused_until: PauseEnd
    url: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many products a filter value would show, whatever else is chosen of the same filter."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StarCount:
    """The same, by number of stars."""

    value: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCounts:
    """Counts per filter, the largest first; empty while `degraded`."""

    group: list[Count]
    province: list[Count]
    stars: list[StarCount]
    state: list[Count]


@published_as("ProductPage")
@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPageAnswer:
    """A page of products."""

    items: list[ProductInList]
    total: int
    page: int
    per_page: int
    pages: Annotated[int, Field(description=N_("Số trang có thể đọc."))]
    next: Annotated[str | None, Field(description=N_("Địa chỉ trang sau, hoặc null."))]
    previous: Annotated[str | None, Field(description=N_("Địa chỉ trang trước, hoặc null."))]
    facets: FacetCounts
    corrected: Annotated[
        str | None, Field(description=N_("Chữ thật sự đã tìm, khi khác chữ đã gửi."))
    ]
    degraded: Annotated[
        bool,
        Field(description=N_("true: máy tìm kiếm đang nghỉ, chỉ tìm theo tên và không có số đếm.")),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent:
    """Something on a certificate's record. A corrected entry stays and no longer counts.

    `corrects` is the number of the entry that this one corrects, for `correction_reason`.
    """

    number: int
    kind: str
    evidence: Evidence
    effective_on: ExactDay
    effective_between: Between
    signed_on: date | None
    stars: int | None
    last_day: date | None
    decision: str | None
    authority: str | None
    reason: str | None
    note: str | None
    corrected: bool
    corrects: int | None
    correction_reason: str | None
    recorded_at: datetime


@published_as("Certificate")
@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateAnswer(CertificateInBrief):
    """A certificate with everything on its record, by the day it took effect."""

    events: list[RecordedEvent]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A raw-material area. `link` is "producer" where the source ties it to this very producer."""

    code: Code
    name: str
    link: str | None
    kind: str
    crop: str
    place: str
    place_today: str
    province: str
    hectares: float | None
    households: int | None
    standard: str | None
    standard_valid_to: date | None
    planting_area_code: str | None
    geographical_indication: str | None
    source: Source
    url: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductLinks:
    """Where people look at the product, and the image of its QR code."""

    page: Address
    scan: Address
    qr: Address


@published_as("Product")
@dataclass(frozen=True, slots=True, kw_only=True)
class ProductAnswer(ProductInList):
    """A product with all its certificates and raw-material areas."""

    gtin: str | None
    product_set: int | None
    product_set_name: str | None
    place_printed: Annotated[str, Field(description=N_("Nơi làm như in trong nguồn."))]
    place_today: Annotated[str, Field(description=N_("Nơi làm theo đơn vị hành chính nay."))]
    certificates: list[CertificateAnswer]
    areas: list[Area]
    links: ProductLinks


@published_as("Suggestion")
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionAnswer:
    """What an unfinished word may become, and its page on this site."""

    text: str
    kind: Kind
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """At most eight."""

    suggestions: list[SuggestionAnswer]


@published_as("Province")
@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceAnswer:
    """One of today's 34 provinces and cities, with the former ones it joins."""

    slug: str
    name: str
    full_name: str
    former: list[str]
    products: int


@published_as("Provinces")
@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceList:
    """All provinces, by name."""

    items: list[ProvinceAnswer]


@published_as("Group")
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAnswer:
    """One of the programme's six product groups."""

    slug: str
    number: int
    name: str
    products: int


@published_as("Groups")
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupList:
    """All groups, in the programme's order."""

    items: list[GroupAnswer]
