"""The log of scans, and reports about codes."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.model import Base, Recorded, Touched
from traceability.scans.rules.reports import LONGEST_STORY, Reason, ReportState


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
        Index("ix_code_report_source", "source", postgresql_where=text("source IS NOT NULL")),
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
    source: Mapped[bytes | None] = mapped_column(LargeBinary)  # the same of the address alone
    created_at: Mapped[Recorded]
    updated_at: Mapped[Touched]
