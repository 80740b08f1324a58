"""The files of photographs that the public sees, under addresses whose content never changes."""

from http import HTTPStatus

from flask import Blueprint, Response, abort

from core.access.declared import PUBLIC, allowed
from core.composition import services
from core.db.sessions import read_session
from core.media.store import MediaMissing
from marketplace.photographs.services.files import PhotographFiles, type_of
from registry.queries.pictures import is_shown

bp = Blueprint("photographs", __name__)
FOR_GOOD = "public, max-age=31536000, immutable"


@bp.get("/anh/<mark>/<file>")
@allowed(PUBLIC)
def picture(mark: str, file: str) -> Response:
    with read_session() as session:
        if not is_shown(session, mark):
            abort(HTTPStatus.NOT_FOUND)
    try:
        content = services()[PhotographFiles].read(mark, file)
    except (ValueError, MediaMissing):
        abort(HTTPStatus.NOT_FOUND)
    return Response(content, mimetype=type_of(file), headers={"Cache-Control": FOR_GOOD})
