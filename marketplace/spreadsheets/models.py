"""Tables of imports: one for each file that was sent, with the rows that would do something."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from core.db.model import MOMENT, Base, Recorded
from marketplace.spreadsheets.rules.states import ImportState, RowKind, RowState
from registry.models import Producer


def _one_of(column: str, values: type[ImportState | RowKind | RowState]) -> str:
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


class SpreadsheetImport(Base):
    """A workbook that somebody sent: checked whole, then applied or not, and taken back or not."""

    __tablename__ = "spreadsheet_import"
    __table_args__ = (
        CheckConstraint(_one_of("state", ImportState), name="state_known"),
        CheckConstraint("state = 'checked' OR wrong = 0", name="applied_without_fault"),
        Index("ix_spreadsheet_import_producer_id", "producer_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey(Producer.id))
    account_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    author: Mapped[str]
    file_name: Mapped[str]
    state: Mapped[str]
    total: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    wrong: Mapped[int] = mapped_column(default=0)
    notes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    # Whoever had it applied or taken back last, as the worker acts for them.
    actor: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    created_at: Mapped[Recorded]
    applied_at: Mapped[datetime | None] = mapped_column(MOMENT)
    undone_at: Mapped[datetime | None] = mapped_column(MOMENT)


class SpreadsheetRow(Base):
    """A row that makes or changes a listing, or that is wrong."""

    __tablename__ = "spreadsheet_row"
    __table_args__ = (
        UniqueConstraint("import_id", "number"),
        CheckConstraint(_one_of("kind", RowKind), name="kind_known"),
        CheckConstraint(_one_of("state", RowState), name="state_known"),
        Index("ix_spreadsheet_row_import_id_state", "import_id", "state", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey(SpreadsheetImport.id, ondelete="CASCADE"))
    number: Mapped[int]  # as the spreadsheet shows it
    kind: Mapped[str]
    state: Mapped[str]
    code: Mapped[str | None]  # of a new listing once it is made
    name: Mapped[str]
    version: Mapped[int | None]  # of the listing: as checked, then as the import left it
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after: Mapped[dict[str, Any]] = mapped_column(JSONB)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
