"""`/co-so-cua-toi/ho-so/…/du-lieu`: a seller downloads all that is kept about it."""

from http import HTTPStatus

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from core.access.declared import allowed
from core.db.sessions import read_session
from core.web.requests.access import scopes
from marketplace.closings.views.archive import archive_of
from marketplace.sellers.queries.applications import application_seen

bp = Blueprint("seller_data", __name__)


@bp.get("/co-so-cua-toi/ho-so/<int:application_id>/du-lieu")
@allowed("application.open")
def show(application_id: int) -> ResponseReturnValue:
    """Also after a closing, which takes roles away: the application stays its applicant's."""
    visible = scopes("application.open") | scopes("application.edit")
    with read_session() as session:
        application = application_seen(session, application_id, visible)
    return archive_of(application or abort(HTTPStatus.NOT_FOUND))
