"""Sizes of a received photograph: made outside any transaction, noted in a short one."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.images.kinds import ImageKind
from marketplace.photographs.models import Photograph
from marketplace.photographs.rules.states import PhotographState
from marketplace.photographs.services.showing import publish


def waiting_photograph(session: Session, photograph_id: int) -> tuple[str, ImageKind] | None:
    """Mark and kind of one whose sizes are still to be made; None: it is done, or gone."""
    photograph = session.get(Photograph, photograph_id)
    if photograph is None or photograph.state == PhotographState.READY:
        return None
    return photograph.mark, ImageKind(photograph.kind)


def note_state(session: Session, photograph_id: int, state: PhotographState) -> bool:
    """Whether it is still there to be noted. What is ready and approved is shown from now on."""
    code = session.scalar(
        update(Photograph)
        .where(Photograph.id == photograph_id)
        .values(state=state)
        .returning(Photograph.code)
    )
    if code is not None:
        publish(session, code)
    return code is not None
