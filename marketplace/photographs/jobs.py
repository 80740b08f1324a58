"""Jobs of photographs: make their sizes, remove their files, give up what never arrived."""

from core.clock import now
from core.composition import services
from core.db.sessions import read_session, transaction
from core.images.errors import ImageRefused
from core.jobs.handlers import handler
from core.media.store import MediaFull, MediaMissing, MediaUnavailable
from marketplace.photographs.rules.limits import UPLOAD_LIFETIME
from marketplace.photographs.rules.states import PhotographState
from marketplace.photographs.services.files import PhotographFiles
from marketplace.photographs.services.making import note_state, waiting_photograph
from marketplace.photographs.services.receiving import RECEIVED, drop_old_uploads

LANE = "photographs"  # a picture takes seconds: nothing else waits for it
UNAVAILABLE = (MediaFull, MediaUnavailable)


@handler(RECEIVED, lane=LANE, unavailable=UNAVAILABLE)
def make_sizes(photograph_id: int) -> None:
    """May be done twice: files are written whole, and the original goes last."""
    with read_session() as session:
        waiting = waiting_photograph(session, photograph_id)
    if waiting is None:
        return
    mark, kind = waiting
    files = services()[PhotographFiles]
    try:
        files.make(mark, kind)
        state = PhotographState.READY
    except (ImageRefused, MediaMissing):
        state = PhotographState.FAILED
    with transaction() as session:
        is_there = note_state(session, photograph_id, state)
    if is_there:
        files.remove_original(mark)
    else:  # it was removed meanwhile
        files.remove(mark)


@handler("photograph.removed", lane=LANE, unavailable=UNAVAILABLE)
def remove_files(mark: str, pieces: list[str]) -> None:
    services()[PhotographFiles].remove(mark, pieces)


@handler("photographs.swept", cron="17 * * * *", lane=LANE)
def sweep(timestamp: int) -> None:
    """Every hour: what was begun a day ago and never arrived leaves nothing behind."""
    before = now() - UPLOAD_LIFETIME
    with transaction() as session:
        drop_old_uploads(session, before)
    services()[PhotographFiles].sweep_work(before.timestamp())
