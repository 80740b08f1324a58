"""Work that follows changes below: the search index learns of them, and of midnight."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.exc import OperationalError

from core.clock import today
from core.composition import services
from core.db.sessions import transaction
from core.jobs.handlers import batch_handler, handler
from search.engine import IndexForeign, SearchEngine, SearchUnavailable
from storefront.index import services as index
from storefront.index.queries.lag import LOCK
from storefront.index.writer import heal_index, rebuild_index, refresh_index

# Waited for, however long: neither a rebuild that holds the index nor a database that is being
# restarted may cost a product its change in the index.
UNAVAILABLE = (SearchUnavailable, OperationalError)
log = logging.getLogger(__name__)


@batch_handler("product.changed", lock=LOCK, unavailable=UNAVAILABLE)
def refresh_products(changes: Sequence[Mapping[str, Any]]) -> None:
    """A burst of changes is one write: an engine's commit takes longer than many documents."""
    product_ids = {number for change in changes for number in change["product_ids"]}
    refresh_index(services()[SearchEngine], product_ids)


@handler("places.changed", lock=LOCK, unavailable=UNAVAILABLE)
@handler("catalogue.imported", lock=LOCK, unavailable=UNAVAILABLE)
def rebuild() -> None:
    """Done with that is every job that waited for the index when it began."""
    rebuild_index(services()[SearchEngine])


@handler("day.turned", cron="0 17 * * *")
def follow_calendar(timestamp: int) -> None:
    """At 00:00 in Vietnam (17:00 UTC) certificates lapse by themselves: index their products."""
    with transaction() as session:
        index.follow_calendar(session, today())


@handler("search.watched", cron="* * * * *", unavailable=UNAVAILABLE)
def watch_index(timestamp: int) -> None:
    """Every minute: an index that is gone is built again, a midnight that was missed made up."""
    try:
        if heal_index(services()[SearchEngine]):
            log.warning("the search index was missing and has been rebuilt")
    except IndexForeign as foreign:
        log.error("%s: search rebuild --take-over replaces it", foreign)  # noqa: TRY400 - no fault
    with transaction() as session:
        index.follow_calendar(session, today())
