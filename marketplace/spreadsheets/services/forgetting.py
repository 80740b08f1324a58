"""Imports forgotten: those of a person who goes, and all that are past their time."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from marketplace.spreadsheets.models import SpreadsheetImport
from marketplace.spreadsheets.rules.states import UNDER_WAY

KEPT = timedelta(days=90)  # for as long a table can be taken back


def own_imports(session: Session, account_id: int) -> Sequence[Mapping[str, object]]:
    """Which tables a person has sent."""
    imports = session.scalars(
        select(SpreadsheetImport).where(SpreadsheetImport.account_id == account_id)
    )
    return [
        {"file_name": each.file_name, "state": each.state, "created_at": each.created_at}
        for each in imports
    ]


def forget_own_imports(session: Session, account_id: int) -> None:
    """With their rows; what was changed stays with the products."""
    session.execute(delete(SpreadsheetImport).where(SpreadsheetImport.account_id == account_id))


def forget_old_imports(session: Session, at: datetime) -> None:
    """But for those that the worker has in hand."""
    session.execute(
        delete(SpreadsheetImport).where(
            SpreadsheetImport.created_at < at - KEPT, SpreadsheetImport.state.not_in(UNDER_WAY)
        )
    )
