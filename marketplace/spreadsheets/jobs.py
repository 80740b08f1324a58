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
from marketplace.spreadsheets.services.forgetting import forget_old_imports

LANE = "spreadsheets"  # ten thousand rows hold up nothing else


@handler(APPLY, lane=LANE)
def apply(import_id: int) -> None:
    """Do what the rows say that are not done yet."""
    _until_done(import_id, apply_piece)


@handler(UNDO, lane=LANE)
def undo(import_id: int) -> None:
    """Take back the rows that nobody has changed since."""
    _until_done(import_id, undo_piece)


@handler("spreadsheets.forgotten", cron="41 3 * * *", lane=LANE)
def forget(timestamp: int) -> None:
    """Every night."""
    with transaction() as session:
        forget_old_imports(session, now())


def _until_done(import_id: int, piece: Callable[[Session, int, Author], bool]) -> None:
    rules: LabelRules = services()[LabelRules]
    with read_session() as session:
        run = session.get(SpreadsheetImport, import_id)
    if run is None:
        return  # forgotten with the account that sent it
    actor = actor_of(run)
    is_more = True
    while is_more:
        with transaction() as session:
            is_more = piece(session, import_id, Author(actor, now(), rules.on(today()).name))
            session.flush()
            session.expunge_all()
