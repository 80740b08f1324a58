"""Photographs received: begun, sent in pieces, and added to the product they show."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from core.jobs import queue as jobs
from marketplace.photographs.errors import (
    PhotographTooLarge,
    TooManyPhotographs,
    UploadUnknown,
    WrongOffset,
)
from marketplace.photographs.models import Photograph, PhotographUpload
from marketplace.photographs.rules.limits import MOST, MOST_BYTES, MOST_UNDER_WAY
from marketplace.photographs.rules.naming import new_mark
from marketplace.photographs.rules.states import PhotographState
from marketplace.photographs.services.files import Original

RECEIVED = "photograph.received"


def begin_upload(session: Session, code: str, account_id: int, size: int) -> str:
    """Note that a photograph is on its way, so that nothing of it is left if it never arrives.

    Returns its mark. Raises TooManyPhotographs, PhotographTooLarge.
    """
    if size > MOST_BYTES:
        raise PhotographTooLarge(most=MOST_BYTES)
    if _number_of(session, code) >= MOST:
        raise TooManyPhotographs(most=MOST)
    _drop_surplus(session, account_id)
    upload = PhotographUpload(mark=new_mark(), code=code, account_id=account_id, size=size)
    session.add(upload)
    session.flush()
    return upload.mark


def _drop_surplus(session: Session, account_id: int) -> None:
    """Who begins ever more photographs and finishes none gives up the oldest."""
    surplus = session.scalars(
        select(PhotographUpload.mark)
        .where(PhotographUpload.account_id == account_id)
        .order_by(PhotographUpload.created_at.desc(), PhotographUpload.mark)
        .offset(MOST_UNDER_WAY - 1)
    ).all()
    for mark in surplus:
        drop_upload(session, mark)


def upload_of(session: Session, mark: str, code: str, account_id: int) -> PhotographUpload:
    """An upload of this person that is under way. Raises UploadUnknown."""
    upload = session.get(PhotographUpload, mark, populate_existing=True)
    if upload is None or (upload.code, upload.account_id) != (code, account_id):
        raise UploadUnknown
    return upload


def add_piece(session: Session, mark: str, *, name: str, start: int, length: int) -> int:
    """Note a piece that was kept; how much there is now. Raises WrongOffset."""
    received: int | None = session.scalar(
        update(PhotographUpload)
        .where(PhotographUpload.mark == mark, PhotographUpload.received == start)
        .values(received=start + length, pieces=func.array_append(PhotographUpload.pieces, name))
        .returning(PhotographUpload.received)
    )
    if received is None:
        upload = session.get(PhotographUpload, mark, populate_existing=True)
        raise WrongOffset(received=upload.received if upload else 0)
    return received


def add_photograph(
    session: Session, mark: str, original: Original, alt: str, *, actor: Actor
) -> Photograph:
    """The photograph whose upload is over; the one there is if the same was sent before.

    Whoever holds the lock on the product's listing calls. Raises TooManyPhotographs, UploadUnknown.
    """
    code = session.scalar(
        delete(PhotographUpload)
        .where(PhotographUpload.mark == mark)
        .returning(PhotographUpload.code)
    )
    if code is None:
        raise UploadUnknown
    same = session.scalar(
        select(Photograph).where(Photograph.code == code, Photograph.digest == original.digest)
    )
    if same and same.state == PhotographState.FAILED:  # it is sent again
        jobs.defer(session, "photograph.removed", mark=same.mark, pieces=[])
        session.delete(same)
        session.flush()
    elif same:
        jobs.defer(session, "photograph.removed", mark=mark, pieces=[])
        return same
    if _number_of(session, code) >= MOST:
        raise TooManyPhotographs(most=MOST)
    photograph = Photograph(
        code=code,
        mark=mark,
        digest=original.digest,
        kind=original.kind,
        width=original.width,
        height=original.height,
        alt=alt,
        sent_by=actor.name,
    )
    session.add(photograph)
    session.flush()
    record(session, actor=actor, action="photograph.added", subject=f"product:{code}",
           photograph=photograph.id)  # fmt: skip
    jobs.defer(session, RECEIVED, photograph_id=photograph.id)
    return photograph


def drop_upload(session: Session, mark: str) -> None:
    """Give up a photograph on its way, with what has been kept of it."""
    pieces = session.scalar(
        delete(PhotographUpload)
        .where(PhotographUpload.mark == mark)
        .returning(PhotographUpload.pieces)
    )
    if pieces is not None:
        jobs.defer(session, "photograph.removed", mark=mark, pieces=pieces)


def drop_old_uploads(session: Session, before: datetime) -> int:
    """Give up what was begun before; how many."""
    old = session.scalars(
        select(PhotographUpload.mark).where(PhotographUpload.created_at < before)
    ).all()
    for mark in old:
        drop_upload(session, mark)
    return len(old)


def _number_of(session: Session, code: str) -> int:
    count = select(func.count()).where(Photograph.code == code)
    return session.scalars(count).one()
