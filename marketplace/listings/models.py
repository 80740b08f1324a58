"""Tables of listings: one for each product, its revisions, drafts and takedown orders."""

from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, Integer, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from core.db.model import MOMENT, Base, Recorded
from marketplace.listings.rules.states import OPEN, RevisionState
from registry.models import IssuedCode, Producer, Product

_STATES = ", ".join(repr(str(state)) for state in RevisionState)
_OPEN = ", ".join(repr(str(state)) for state in OPEN)


class Listing(Base):
    """What a producer says about one product, under the product's public code.

    The database makes one for every product of the registry (migration 0023). A new product begins
    as a listing alone: it enters the registry, under the same code, when first approved. Without an
    approved revision of its own, a product of the catalogue counts as approved as it stands there.
    """

    __tablename__ = "listing"
    __table_args__ = (
        CheckConstraint(
            "(suspended_at IS NULL) = (suspended_reason IS NULL)", name="suspended_with_reason"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey(IssuedCode.code), unique=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey(Producer.id), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey(Product.id), unique=True)
    # Counts what people changed, of the offer as well: the token of the optimistic lock.
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    approved_id: Mapped[int | None] = mapped_column(
        ForeignKey("listing_revision.id", use_alter=True)
    )
    suspended_at: Mapped[datetime | None] = mapped_column(MOMENT)
    suspended_reason: Mapped[str | None]
    suspended_by: Mapped[str | None]
    created_at: Mapped[Recorded]


class ListingRevision(Base):
    """What a listing says as somebody wrote it: whole, never changed, decided once."""

    __tablename__ = "listing_revision"
    __table_args__ = (
        UniqueConstraint("listing_id", "number"),
        CheckConstraint(f"state IN ({_STATES})", name="state_known"),
        CheckConstraint("length(btrim(name)) > 0", name="named"),
        CheckConstraint(
            "(decided_at IS NULL) = (state IN ('draft', 'submitted', 'replaced'))",
            name="decided_with_moment",
        ),
        CheckConstraint(
            "state NOT IN ('refused', 'asked') OR length(btrim(reason)) > 0", name="reasoned"
        ),
        # An author does not approve what is theirs.
        CheckConstraint("state <> 'approved' OR decided_by_id <> author_id", name="two_people"),
        Index(
            "uq_listing_revision_open",
            "listing_id",
            unique=True,
            postgresql_where=text(f"state IN ({_OPEN})"),
        ),
        Index(
            "ix_listing_revision_waiting",
            "submitted_at",
            postgresql_where=text("state IN ('submitted', 'asked')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey(Listing.id))
    number: Mapped[int]  # 1, 2, … within the listing
    state: Mapped[str]
    name: Mapped[str]
    story: Mapped[str] = mapped_column(default="")
    kind: Mapped[str | None]  # of goods, as the law on labels divides them
    product_group: Mapped[str | None]  # of a product that is not in the registry yet
    label: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)  # field → what it says
    label_rules: Mapped[str | None]  # edition of the label rules this was checked against
    photographs: Mapped[list[int]] = mapped_column(  # ids, in the order they are shown
        ARRAY(Integer), default=list
    )
    author_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    author: Mapped[str]
    on_behalf_of: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(MOMENT)
    submitted_at: Mapped[datetime | None] = mapped_column(MOMENT)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None] = mapped_column(MOMENT)
    reason: Mapped[str] = mapped_column(default="")


class ListingDraft(Base):
    """What somebody has typed into the editor and not sent yet: autosave, of one account."""

    __tablename__ = "listing_draft"

    listing_id: Mapped[int] = mapped_column(ForeignKey(Listing.id), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id), primary_key=True)
    version: Mapped[int]  # of the listing it was typed over
    fields: Mapped[dict[str, Any]] = mapped_column(JSONB)  # as typed, by their names
    saved_at: Mapped[datetime] = mapped_column(MOMENT)


class TakedownOrder(Base):
    """An authority, or the law, wants a listing gone: within 24 hours from when we knew."""

    __tablename__ = "takedown_order"
    __table_args__ = (
        CheckConstraint("due_at > received_at", name="due_after_receipt"),
        Index("ix_takedown_order_due", "due_at", postgresql_where=text("done_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey(Listing.id), index=True)
    authority: Mapped[str]
    document: Mapped[str] = mapped_column(default="")  # number of the letter, where there is one
    reason: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(MOMENT)
    due_at: Mapped[datetime] = mapped_column(MOMENT)
    recorded_by: Mapped[str]
    recorded_at: Mapped[Recorded]
    done_at: Mapped[datetime | None] = mapped_column(MOMENT)
    done_by: Mapped[str | None]
