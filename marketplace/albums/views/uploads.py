"""Resumable uploads of photographs, as tus 1.0 does it: begun, sent in pieces, finished.

A phone whose connection breaks asks how much has arrived and goes on from there. Pieces are small,
so that each is over before a slow line is taken for a silent one.
"""

from http import HTTPStatus
from io import BytesIO

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from core.access.declared import allowed
from core.codes import read_code
from core.composition import services
from core.db.sessions import read_session, transaction
from core.errors import DomainError
from core.web.problems import problem
from core.web.requests.access import current_actor, scopes
from core.web.requests.bodies import BYTES, FORM, accepts
from core.web.server.concurrency import others_work
from core.web.templating.paths import path_of
from marketplace.albums import wording
from marketplace.albums.forms import WordsForm
from marketplace.albums.views.receiving import begin, finish
from marketplace.listings.queries.own import OwnListing, own_listing, visible_to
from marketplace.photographs.models import PhotographUpload
from marketplace.photographs.rules.limits import MOST_BYTES, MOST_PIECE
from marketplace.photographs.services.files import PhotographFiles
from marketplace.photographs.services.receiving import add_piece, upload_of

bp = Blueprint("my_uploads", __name__, url_prefix="/co-so-cua-toi/san-pham/<code>/anh/tai-len")
EDIT, READ = "photo.edit", "listing.read"
OFFSET, LENGTH = "Upload-Offset", "Upload-Length"


@bp.errorhandler(DomainError)
def refuse(no: DomainError) -> ResponseReturnValue:
    """In words for the page whose script sends; where to go on from, if that was the matter."""
    says = wording.refusal(no) if isinstance(no, wording.REFUSALS) else ""
    response = problem(no.status, no.code, says)
    if "received" in no.facts:
        response.headers[OFFSET] = str(no.facts["received"])
    return response


@bp.post("")
@accepts(FORM, most=1_024)
@allowed(EDIT, seen_by=READ)
def create(code: str) -> ResponseReturnValue:
    mark = begin(_listing(code), _number(LENGTH, MOST_BYTES + 1))
    return _there(HTTPStatus.CREATED, 0, Location=path_of("my_uploads.look", code=code, mark=mark))


@bp.get("/<mark>")
@allowed(EDIT, seen_by=READ)
def look(code: str, mark: str) -> ResponseReturnValue:
    """How much has arrived; HEAD does."""
    upload = _upload(_listing(code), mark)
    return _there(HTTPStatus.NO_CONTENT, upload.received, **{LENGTH: str(upload.size)})


@bp.patch("/<mark>")
@accepts(BYTES, most=MOST_PIECE)
@allowed(EDIT, seen_by=READ)
def send(code: str, mark: str) -> ResponseReturnValue:
    listing, start, piece = _listing(code), _number(OFFSET, MOST_BYTES), request.get_data()
    upload = _upload(listing, mark)
    if not 0 < len(piece) <= upload.size - start:
        abort(HTTPStatus.UNPROCESSABLE_ENTITY)
    with others_work():
        name = services()[PhotographFiles].keep_piece(mark, start, BytesIO(piece))
    try:
        with transaction() as session:
            received = add_piece(session, mark, name=name, start=start, length=len(piece))
    except DomainError:
        services()[PhotographFiles].remove_piece(name)
        raise
    return _there(HTTPStatus.NO_CONTENT, received)


@bp.post("/<mark>")
@accepts(FORM, most=16_384)
@allowed(EDIT, seen_by=READ)
def end(code: str, mark: str) -> ResponseReturnValue:
    """Every piece is there: the photograph goes into the album, with its words."""
    listing, form = _listing(code), WordsForm()
    upload = _upload(listing, mark)
    if upload.received < upload.size or not form.validate_on_submit():
        abort(HTTPStatus.UNPROCESSABLE_ENTITY)
    files = services()[PhotographFiles]
    with files.together(upload.pieces) as content:
        finish(listing, mark, content, form.words)
    for name in upload.pieces:
        files.remove_piece(name)
    return _there(HTTPStatus.CREATED, upload.size, Location=path_of("my_album.show", code=code))


def _listing(code: str) -> OwnListing:
    with read_session() as session:
        listing = own_listing(session, read_code(code), visible_to(scopes(EDIT)))
    if listing is None:
        abort(HTTPStatus.NOT_FOUND)
    return listing


def _upload(listing: OwnListing, mark: str) -> PhotographUpload:
    """Raises UploadUnknown."""
    with read_session() as session:
        return upload_of(session, mark, listing.code, current_actor().account_id or 0)


def _number(header: str, most: int) -> int:
    """What a header says; a number in plain digits, no larger than anything here is."""
    typed = request.headers.get(header, "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 12):  # noqa: PLR2004
        abort(HTTPStatus.BAD_REQUEST)
    return min(int(typed), most)


def _there(status: HTTPStatus, offset: int, **headers: str) -> Response:
    """An answer without content that says how much has arrived."""
    response = Response(status=status, headers={OFFSET: str(offset), **headers})
    response.headers["Cache-Control"] = "no-store"
    return response
