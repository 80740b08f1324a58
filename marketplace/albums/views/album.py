"""`/co-so-cua-toi/san-pham/<code>/anh`: the photographs of a product, for its producer."""

import os
from http import HTTPStatus
from typing import BinaryIO, NamedTuple, cast

from flask import Blueprint, Response, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access.declared import allowed
from core.codes import read_code
from core.composition import services
from core.db.sessions import read_session, transaction
from core.media.store import MediaMissing
from core.web.requests.access import scopes
from core.web.requests.bodies import FILES, FORM, accepts
from core.web.requests.once import claim_once
from core.web.templating.paths import path_of
from marketplace.albums import wording
from marketplace.albums.errors import PhotographUnknown
from marketplace.albums.forms import PhotographForm, WordsForm
from marketplace.albums.queries.album import Album, PhotographStanding, album_of
from marketplace.albums.services.arranging import (
    Move,
    describe,
    move_photograph,
    remove_from_album,
)
from marketplace.albums.views.authors import author
from marketplace.albums.views.receiving import receive
from marketplace.listings.queries.own import visible_to
from marketplace.photographs.rules.limits import LONGEST_ALT, MOST, MOST_BYTES, MOST_PIECE
from marketplace.photographs.services.files import PhotographFiles, type_of

bp = Blueprint("my_album", __name__, url_prefix="/co-so-cua-toi/san-pham")
EDIT, SEE, READ = "photo.edit", "photo.read", "listing.read"
FOR_THEM_ALONE = "private, max-age=3600"
MOST_BODY = MOST_BYTES + 1024 * 1024  # with the words, and what a form puts around them


class Wrong(NamedTuple):
    """Words that were not taken, and the photograph they were typed for."""

    mark: str
    form: WordsForm


@bp.get("/<code>/anh")
@allowed(READ)
def show(code: str) -> ResponseReturnValue:
    return _page(_album(code, READ), PhotographForm())


@bp.post("/<code>/anh")
@accepts(FILES, most=MOST_BODY)
@allowed(EDIT, seen_by=READ)
def add(code: str) -> ResponseReturnValue:
    album, form = _album(code, EDIT), PhotographForm()
    if not form.validate_on_submit():
        return _page(album, form), HTTPStatus.UNPROCESSABLE_ENTITY
    stream = form.file.stream
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    try:
        receive(album.listing, cast("BinaryIO", stream), size, form.words)
    except wording.REFUSALS as no:
        form.refuse(no)
        return _page(_album(code, EDIT), form), no.status
    flash(_("Đã nhận ảnh. Ảnh đang được xử lý trong ít giây."))
    return _back(album)


@bp.post("/<code>/anh/<mark>")
@accepts(FORM)
@allowed(EDIT, seen_by=READ)
def change(code: str, mark: str) -> ResponseReturnValue:
    album, form = _album(code, EDIT), WordsForm()
    action = request.form.get("action", "")
    if action == "describe" and not form.validate_on_submit():
        return _page(
            album, PhotographForm(), wrong=Wrong(mark, form)
        ), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction() as session:
            claim_once(session, path_of("my_album.show", code=album.listing.code))
            if action == "describe":
                describe(session, album.listing.id, mark, form.words, author())
            elif action == "remove":
                remove_from_album(session, album.listing.id, mark, author())
            elif action in set(Move):
                move_photograph(session, album.listing.id, mark, Move(action), author())
            else:
                abort(HTTPStatus.UNPROCESSABLE_ENTITY)
    except PhotographUnknown:
        flash(_("Ảnh này đã được xoá từ trước."), "plain")
        return _back(album)
    return _back(album, "" if action == "remove" else f"#anh-{mark}")


@bp.get("/<code>/anh/<mark>/<file>")
@allowed(SEE)
def picture(code: str, mark: str, file: str) -> Response:
    """A file that the public may not see yet."""
    if mark not in {entry.mark for entry in _album(code, SEE).entries}:
        abort(HTTPStatus.NOT_FOUND)
    try:
        content = services()[PhotographFiles].read(mark, file)
    except (ValueError, MediaMissing):
        abort(HTTPStatus.NOT_FOUND)
    headers = {"Cache-Control": FOR_THEM_ALONE}
    return Response(content, mimetype=type_of(file), headers=headers)


def _album(code: str, action: str) -> Album:
    """For whoever may do that with it; else the page is not there."""
    with read_session() as session:
        album = album_of(session, read_code(code), visible_to(scopes(action)))
    if album is None:
        abort(HTTPStatus.NOT_FOUND)
    return album


def _back(album: Album, to: str = "") -> ResponseReturnValue:
    page = path_of("my_album.show", code=album.listing.code)
    return redirect(f"{page}{to}", HTTPStatus.SEE_OTHER)


def _page(album: Album, form: PhotographForm, wrong: Wrong | None = None) -> str:
    return render_template(
        "marketplace/albums/album.html",
        album=album,
        form=form,
        wrong=wrong,
        standings=wording.STANDINGS,
        badges=wording.BADGES,
        kinds=PhotographStanding,
        most=MOST,
        most_bytes=MOST_BYTES,
        most_piece=MOST_PIECE,
        longest_alt=LONGEST_ALT,
        may_edit=bool(scopes(EDIT)),
    )
