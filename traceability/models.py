"""Raw-material areas, what ties them to products, and the log of scans."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.issued_codes import IssuedCode
from core.model import Base, Recorded, Touched
from registry.models import Commune, Province
from traceability.rules.reports import LONGEST_STORY, Reason, ReportState


class RawMaterialArea(Base):
    """A raw-material area (vùng nguyên liệu) as a public source has it. Unknown is never "no"."""

    __tablename__ = "raw_material_area"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey(IssuedCode.code), unique=True)
    source_key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]  # planting, farming, fishing, craft, … as the source classifies it
    crop: Mapped[str] = mapped_column(default="")
    printed_commune: Mapped[str] = mapped_column(default="")
    printed_district: Mapped[str] = mapped_column(default="")
    printed_province: Mapped[str]
    province_id: Mapped[int] = mapped_column(ForeignKey("province.id"), index=True)
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("commune.id"))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    hectares: Mapped[float | None]
    hectares_note: Mapped[str] = mapped_column(default="")
    households: Mapped[int | None]
    standard: Mapped[str] = mapped_column(default="")
    standard_valid_to: Mapped[date | None]
    planting_area_code: Mapped[str | None]
    geographical_indication: Mapped[str] = mapped_column(default="")
    outline: Mapped[list[list[float]] | None] = mapped_column(JSONB)  # [[lon, lat], …], closed
    source_title: Mapped[str] = mapped_column(default="")
    source_date: Mapped[str] = mapped_column(default="")
    source_note: Mapped[str] = mapped_column(default="")
    updated_at: Mapped[Touched]
    province: Mapped[Province] = relationship(lazy="raise_on_sql")
    commune: Mapped[Commune | None] = relationship(lazy="raise_on_sql")


class ProductArea(Base):
    """An area behind a product.

    `link` is "producer" where the source ties the area to that very producer ("vùng nguyên liệu của
    cơ sở"), "district" where it is the district's speciality ("vùng đặc sản").
    """

    __tablename__ = "product_area"
    __table_args__ = (CheckConstraint("link IN ('producer', 'district')", name="link_known"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(
        ForeignKey("raw_material_area.id"), primary_key=True, index=True
    )
    link: Mapped[str]


class Scan(Base):
    """One look at a code, without identity. What is kept how long stands in docs/privacy.md."""

    __tablename__ = "scan"
    __table_args__ = (
        Index("ix_scan_code_minute", "code", "minute"),
        Index("ix_scan_minute", "minute"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]  # also codes that were never issued: a counterfeit signal
    known: Mapped[bool]
    minute: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    language: Mapped[str]
    device: Mapped[str]  # phone | desktop | other
    visitor: Mapped[bytes] = mapped_column(LargeBinary)  # HMAC under a key of the day, 64 bits
    network: Mapped[str | None]  # /24 or /48, removed after 72 hours


class ScanDay(Base):
    """Totals by day and code: what remains when the rows are gone."""

    __tablename__ = "scan_day"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    scans: Mapped[int]
    visitors: Mapped[int]


class ScanKey(Base):
    """The key of a day for visitor marks; deleted after 48 hours, so that nobody is followed."""

    __tablename__ = "scan_key"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary)


class CodeReport(Base):
    """What somebody found wrong about a code. Only its state is public."""

    __tablename__ = "code_report"
    __table_args__ = (
        CheckConstraint(
            f"reason IN ({', '.join(repr(str(r)) for r in Reason)})", name="reason_known"
        ),
        CheckConstraint(
            f"state IN ({', '.join(repr(str(s)) for s in ReportState)})", name="state_known"
        ),
        CheckConstraint(f"length(story) <= {LONGEST_STORY}", name="story_short"),
        CheckConstraint(
            "(phone IS NULL) = (phone_consent_at IS NULL)", name="phone_only_with_consent"
        ),
        Index("ix_code_report_code_created_at", "code", "created_at"),
        Index("ix_code_report_visitor", "visitor", postgresql_where=text("visitor IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket: Mapped[str] = mapped_column(ForeignKey("issued_code.code"), unique=True)
    code: Mapped[str]  # also one that was never issued: the most telling reports are about those
    known: Mapped[bool]
    reason: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    story: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None]
    phone_consent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(default=ReportState.RECEIVED)
    conclusion: Mapped[str] = mapped_column(default="")  # public, once there is one
    visitor: Mapped[bytes | None] = mapped_column(LargeBinary)  # as in Scan, removed with the key
    created_at: Mapped[Recorded]
    updated_at: Mapped[Touched]
