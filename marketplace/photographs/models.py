"""Tables of photographs, and of those on their way."""

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from core.db.model import Base, Recorded
from marketplace.photographs.rules.states import PhotographState
from registry.models import IssuedCode

_STATES = ", ".join(repr(str(state)) for state in PhotographState)


class Photograph(Base):
    """A photograph of the product with this code.

    The order at the desk is in the listing's revisions. `place` is the order that the public sees,
    given when a revision is approved, and `shown_alt` what was approved with it; None: not shown.
    """

    __tablename__ = "photograph"
    __table_args__ = (
        CheckConstraint("mark ~ '^[0-9a-f]{32}$'", name="mark_well_formed"),
        CheckConstraint(f"state IN ({_STATES})", name="state_known"),
        CheckConstraint("width > 0 AND height > 0", name="has_size"),
        CheckConstraint("place > 0", name="place_positive"),
        CheckConstraint("(place IS NULL) = (shown_alt IS NULL)", name="shown_whole"),
        UniqueConstraint("code", "digest"),  # the same picture twice is one
        Index(
            "uq_photograph_place",
            "code",
            "place",
            unique=True,
            postgresql_where=text("place IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey(IssuedCode.code))
    mark: Mapped[str] = mapped_column(unique=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)  # of what was sent
    kind: Mapped[str]
    width: Mapped[int]  # as seen, upright
    height: Mapped[int]
    alt: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=PhotographState.RECEIVED)
    place: Mapped[int | None]
    shown_alt: Mapped[str | None]
    sent_by: Mapped[str]
    created_at: Mapped[Recorded]


class PhotographUpload(Base):
    """A photograph that is being sent, in one piece or in several; gone when it has arrived.

    What lies in the storage under its mark is removed with it when it takes too long.
    """

    __tablename__ = "photograph_upload"
    __table_args__ = (
        CheckConstraint("received BETWEEN 0 AND size", name="received_within_size"),
        Index("ix_photograph_upload_created_at", "created_at"),
    )

    mark: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey(IssuedCode.code))
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    size: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    pieces: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)  # names, in their order
    created_at: Mapped[Recorded]
