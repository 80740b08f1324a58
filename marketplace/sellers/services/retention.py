"""How long applications are kept: drafts half a year, the rest five years after its end."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from core.jobs import queue as jobs
from marketplace.sellers.models.applications import (
    ApplicationEvent,
    ChecklistCheck,
    SellerApplication,
)
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.models.papers import SellerPaper
from marketplace.sellers.rules.states import OPEN, STANDING, ApplicationState

DRAFTS = timedelta(days=180)  # since they were last touched
ENDED = timedelta(days=5 * 366)  # 37/2026/NĐ-CP Điều 41: seller data for five years at least
ERASED = "–"


def forget_drafts_of(session: Session, account_id: int) -> None:
    """Drafts that were never handed in, of somebody who deletes their account."""
    _delete(session, _never_submitted() & (SellerApplication.applicant_id == account_id))


def forget_old(session: Session, at: datetime) -> None:
    """Drafts that nobody goes on with; of what ended long ago, all that identifies people."""
    _delete(session, _never_submitted() & (SellerApplication.updated_at < at - DRAFTS))
    ended = SellerApplication.state.not_in([*OPEN, *STANDING])
    old = session.scalars(
        select(SellerApplication.id).where(
            ended,
            SellerApplication.updated_at < at - ENDED,
            SellerApplication.personal_id + SellerApplication.phone != "",
        )
    ).all()
    _remove_papers(session, old)
    session.execute(delete(BankAccount).where(BankAccount.application_id.in_(old)))
    session.execute(
        update(SellerApplication)
        .where(SellerApplication.id.in_(old))
        .values(
            personal_id="", tax_code=ERASED, phone="", representative="", address="", proof="",
        )
    )  # fmt: skip


def _never_submitted() -> ColumnElement[bool]:
    return (SellerApplication.state == ApplicationState.DRAFT) & ~(
        select(ApplicationEvent.id)
        .where(ApplicationEvent.application_id == SellerApplication.id)
        .exists()
    )


def _delete(session: Session, which: ColumnElement[bool]) -> None:
    ids = session.scalars(select(SellerApplication.id).where(which)).all()
    _remove_papers(session, ids)
    for table in (ChecklistCheck, BankAccount):
        session.execute(delete(table).where(table.application_id.in_(ids)))
    session.execute(delete(SellerApplication).where(SellerApplication.id.in_(ids)))


def _remove_papers(session: Session, applications: Iterable[int]) -> None:
    papers = session.scalars(
        delete(SellerPaper)
        .where(SellerPaper.application_id.in_(list(applications)))
        .returning(SellerPaper.media_name)
    ).all()
    for name in papers:
        jobs.defer(session, "seller.paper_removed", media_name=name)
