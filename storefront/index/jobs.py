"""Work that follows changes below: the search index learns of them, and of midnight."""

import logging

from sqlalchemy.exc import OperationalError

from certification.certificates.queries.standings import changing_on
from core.clock import today
from core.composition import services
from core.db.sessions import transaction
from core.jobs import queue as jobs
from core.jobs.handlers import handler
from search.engine import SearchEngine, SearchUnavailable
from storefront.index import services as index

LOCK = "search-index"  # one after the other: an old state never overwrites a newer one
PIECE = 500
# Waited for, however long: neither a rebuild that holds the index nor a database that is being
# restarted may cost a product its change in the index.
UNAVAILABLE = (SearchUnavailable, OperationalError)
log = logging.getLogger(__name__)


@handler("product.changed", lock=LOCK, unavailable=UNAVAILABLE)
def refresh_products(*, product_ids: list[int]) -> None:
    with transaction() as session:
        index.refresh(session, services()[SearchEngine], product_ids, today())


@handler("catalogue.imported", lock=LOCK, unavailable=UNAVAILABLE)
def rebuild_index() -> None:
    with transaction() as session:
        index.rebuild(session, services()[SearchEngine], today())


@handler("day.turned", cron="0 17 * * *")
def follow_the_calendar(timestamp: int) -> None:
    """At 00:00 in Vietnam (17:00 UTC) certificates lapse by themselves: index their products."""
    with transaction() as session:
        for ids in index.chunks(changing_on(session, today()), PIECE):
            jobs.defer(session, "product.changed", product_ids=[*ids])


@handler("search.watched", cron="* * * * *")
def heal_index(timestamp: int) -> None:
    """Every minute: an index that is gone or unreadable is built again."""
    with transaction() as session:
        if index.heal(session, services()[SearchEngine], today()):
            log.warning("the search index was missing and has been rebuilt")
