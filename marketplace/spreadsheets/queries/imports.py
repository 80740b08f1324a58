"""Imports of a producer: the last ones, and one with its rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from core.access.roles import Scope, ScopeKind
from core.access.row_scopes import within
from marketplace.spreadsheets.models import SpreadsheetImport, SpreadsheetRow
from marketplace.spreadsheets.rules.states import RowKind, RowState

PER_PAGE = 50
MOST_WRONG = 200  # rows with faults that a page shows
MOST_IMPORTS = 10
LEFT = (RowState.PASSED_OVER, RowState.KEPT)


@dataclass(frozen=True, slots=True)
class ImportPage:
    """An import with some of its rows."""

    run: SpreadsheetImport
    rows: Sequence[SpreadsheetRow]
    wrong: Sequence[SpreadsheetRow]
    left: Sequence[SpreadsheetRow]  # with which the worker did nothing, for others were quicker
    states: dict[str, int]  # how many rows are in each
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-(self.run.new + self.run.changed) // PER_PAGE))

    @property
    def to_do(self) -> int:
        return self.run.new + self.run.changed

    def count(self, *states: str) -> int:
        return sum(self.states.get(state, 0) for state in states)


def visible_to(scopes: Collection[Scope]) -> ColumnElement[bool]:
    """Imports of the producers that somebody reaches."""
    return within(scopes, {ScopeKind.PRODUCER: SpreadsheetImport.__table__.c.producer_id})


def import_seen(
    session: Session, import_id: int, visible: ColumnElement[bool]
) -> SpreadsheetImport | None:
    """None where it is not there, or not for this person."""
    return session.scalar(
        select(SpreadsheetImport).where(SpreadsheetImport.id == import_id, visible)
    )


def import_page(session: Session, run: SpreadsheetImport, page: int) -> ImportPage:
    """Rows in the order of the file."""
    own = SpreadsheetRow.import_id == run.id
    in_order = select(SpreadsheetRow).where(own).order_by(SpreadsheetRow.number)
    is_wrong = SpreadsheetRow.kind == RowKind.WRONG
    rows = in_order.where(~is_wrong).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    left = in_order.where(SpreadsheetRow.state.in_(LEFT)).limit(MOST_WRONG)
    counts = session.execute(
        select(SpreadsheetRow.state, func.count()).where(own).group_by(SpreadsheetRow.state)
    )
    return ImportPage(
        run=run,
        rows=session.scalars(rows).all(),
        wrong=session.scalars(in_order.where(is_wrong).limit(MOST_WRONG)).all(),
        left=session.scalars(left).all(),
        states={row[0]: row[1] for row in counts},
        page=page,
    )


def last_imports(session: Session, visible: ColumnElement[bool]) -> Sequence[SpreadsheetImport]:
    """The newest first."""
    newest = select(SpreadsheetImport).where(visible).order_by(SpreadsheetImport.id.desc())
    return session.scalars(newest.limit(MOST_IMPORTS)).all()
