"""Papers of an application: kept with it, and taken back."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from core.clock import now
from core.errors import DomainError
from core.jobs import queue as jobs
from core.media.store import MediaStore
from marketplace.sellers.errors import ApplicationClosed, PapersFull
from marketplace.sellers.models.applications import ChecklistCheck, SellerApplication
from marketplace.sellers.models.papers import SellerPaper
from marketplace.sellers.rules.checklist import ChecklistItem
from marketplace.sellers.rules.papers import MOST_PAPERS, SentPaper
from marketplace.sellers.rules.states import OPEN
from marketplace.sellers.services.steps import subject_of


@dataclass(frozen=True, slots=True)
class PaperContent:
    """A file that was sent for an item, judged by its content already."""

    item: ChecklistItem
    content: bytes
    media_type: str
    title: str


def store_papers(store: MediaStore, papers: Iterable[PaperContent]) -> tuple[SentPaper, ...]:
    """Put contents into the media storage, before the transaction that keeps them.

    The names are random: nothing that anybody typed is part of one. Raises MediaFull and
    MediaUnavailable; what was stored by then is taken away again.
    """
    stored: list[SentPaper] = []
    try:
        for paper in papers:
            name = f"papers/{secrets.token_hex(16)}"
            store.put(name, BytesIO(paper.content), kind=paper.media_type)
            size = len(paper.content)
            stored.append(SentPaper(paper.item, name, paper.media_type, paper.title, size))
    except DomainError:
        drop_papers(store, stored)
        raise
    return tuple(stored)


@contextmanager
def keeping(store: MediaStore, papers: Iterable[PaperContent]) -> Iterator[tuple[SentPaper, ...]]:
    """Stored around a transaction that keeps them: taken away again when it comes to nothing.

    Raises as `store_papers` does.
    """
    stored = store_papers(store, papers)
    try:
        yield stored
    except BaseException:
        drop_papers(store, stored)
        raise


def drop_papers(store: MediaStore, papers: Sequence[SentPaper]) -> None:
    for paper in papers:
        store.delete(paper.media_name)


def keep_papers(
    session: Session,
    application: SellerApplication,
    papers: Iterable[SentPaper],
    *,
    actor: Actor,
) -> None:
    """Add papers to a locked application. What an operator made of the item before is void.

    Raises PapersFull.
    """
    for paper in papers:
        session.add(
            SellerPaper(
                application_id=application.id,
                item=paper.item,
                media_name=paper.media_name,
                media_type=paper.media_type,
                title=paper.title,
                size=paper.size,
                sent_by_id=actor.account_id,
            )
        )
        _void_check(session, application, paper.item)
        record(
            session,
            actor=actor,
            action="application.paper_sent",
            subject=subject_of(application),
            item=paper.item,
            size=paper.size,
        )
    session.flush()
    if _count(session, application) > MOST_PAPERS:
        raise PapersFull(most=MOST_PAPERS)
    application.revision += 1


def remove_paper(session: Session, paper_id: int, *, actor: Actor) -> None:
    """Take a paper of an open application back; its content is deleted by a job.

    Raises ApplicationClosed.
    """
    of = select(SellerPaper.application_id).where(SellerPaper.id == paper_id)
    application = session.scalars(
        select(SellerApplication)
        .where(SellerApplication.id.in_(of))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    paper = session.get_one(SellerPaper, paper_id, populate_existing=True)
    if application.state not in OPEN:
        raise ApplicationClosed(state=application.state)
    if paper.removed_at:
        return
    paper.removed_at = now()
    application.revision += 1
    _void_check(session, application, paper.item)
    record(
        session,
        actor=actor,
        action="application.paper_removed",
        subject=subject_of(application),
        item=paper.item,
    )
    jobs.defer(session, "seller.paper_removed", media_name=paper.media_name)


def _void_check(session: Session, application: SellerApplication, item: str) -> None:
    session.execute(
        delete(ChecklistCheck).where(
            ChecklistCheck.application_id == application.id, ChecklistCheck.item == item
        )
    )


def _count(session: Session, application: SellerApplication) -> int:
    kept = (SellerPaper.application_id == application.id, SellerPaper.removed_at.is_(None))
    return session.scalars(select(func.count()).select_from(SellerPaper).where(*kept)).one()
