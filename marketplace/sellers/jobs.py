"""Jobs of sellers: electronic authentication, files that nobody keeps, and what has grown old."""

from core.clock import now
from core.composition import services
from core.db.sessions import read_session, transaction
from core.jobs.handlers import handler
from core.media.store import MediaStore, MediaUnavailable
from marketplace.sellers.rules.authentication import ElectronicAuthentication
from marketplace.sellers.services.authentication import identity_of, keep_authentication
from marketplace.sellers.services.retention import forget_old


@handler("seller.paper_removed", unavailable=(MediaUnavailable,))
def delete_paper(media_name: str) -> None:
    """The content of a paper that its sender took back."""
    services()[MediaStore].delete(media_name)


@handler("seller.submitted", unavailable=(OSError,))
def authenticate_seller(application_id: int) -> None:
    """Ask whoever authenticates sellers, between two transactions."""
    with read_session() as session:
        seller = identity_of(session, application_id)
    if services()[ElectronicAuthentication].confirms(seller):
        with transaction() as session:
            keep_authentication(session, application_id, seller)


@handler("seller.aged", cron="50 17 * * *")
def forget(timestamp: int) -> None:
    """At 00:50 in Vietnam."""
    with transaction() as session:
        forget_old(session, now())
