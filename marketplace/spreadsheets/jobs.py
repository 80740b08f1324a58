"""Work on imports: piece by piece, so that a worker that is killed goes on where it was."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from core.clock import now, today
from core.composition import services
from core.db.sessions import read_session, transaction
from core.jobs.handlers import handler
from marketplace.listings.rules.labels import LabelRules
from marketplace.listings.services.revisions import Author
from marketplace.spreadsheets.models import SpreadsheetImport
from marketplace.spreadsheets.services.applying import (
    APPLY,
    UNDO,
    actor_of,
    apply_piece,
    undo_piece,
)

LANE = "spreadsheets"  # ten thousand rows hold up nothing else


@handler(APPLY, lane=LANE)
def apply(import_id: int) -> None:
    """Do what the rows say that are not done yet."""
    _until_done(import_id, apply_piece)


@handler(UNDO, lane=LANE)
def undo(import_id: int) -> None:
    """Take back the rows that nobody has changed since."""
    _until_done(import_id, undo_piece)


def _until_done(import_id: int, piece: Callable[[Session, int, Author], bool]) -> None:
    rules: LabelRules = services()[LabelRules]
    with read_session() as session:
        actor = actor_of(session.get_one(SpreadsheetImport, import_id))
    is_more = True
    while is_more:
        with transaction() as session:
            is_more = piece(session, import_id, Author(actor, now(), rules.on(today()).name))
            session.flush()
            session.expunge_all()
