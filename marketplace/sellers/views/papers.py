"""Papers of applications: sent as files to whoever may see them, and taken back."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access.declared import allowed
from core.access.roles import Scope
from core.composition import services
from core.db.sessions import read_session, transaction
from core.media.store import MediaStore, read
from core.web.requests.access import current_actor, scopes
from core.web.requests.bodies import FORM, accepts
from marketplace.sellers.errors import ApplicationClosed
from marketplace.sellers.models.papers import SellerPaper
from marketplace.sellers.queries.applications import paper_seen
from marketplace.sellers.rules.papers import EXTENSIONS
from marketplace.sellers.services.papers import remove_paper

bp = Blueprint("seller_paper", __name__)


@bp.get("/co-so-cua-toi/ho-so/giay-to/<int:paper_id>")
@allowed("application.open")
def show(paper_id: int) -> ResponseReturnValue:
    return _send(paper_id, scopes("application.open"))


@bp.get("/quan-tri/ho-so/giay-to/<int:paper_id>")
@allowed("application.review")
def review(paper_id: int) -> ResponseReturnValue:
    return _send(paper_id, scopes("application.review"))


@bp.post("/co-so-cua-toi/ho-so/giay-to/<int:paper_id>/bo")
@accepts(FORM)
@allowed("application.open")
def remove(paper_id: int) -> ResponseReturnValue:
    try:
        with transaction() as session:
            seen = paper_seen(session, paper_id, scopes("application.open"))
            if seen:
                remove_paper(session, seen.id, actor=current_actor())
    except ApplicationClosed:
        seen = None
    if seen is None:
        abort(HTTPStatus.NOT_FOUND)
    flash(_("Đã bỏ tệp."))
    return redirect(url_for("seller_application.show"), HTTPStatus.SEE_OTHER)


def _send(paper_id: int, visible: frozenset[Scope]) -> ResponseReturnValue:
    """As a file to keep, never as a page of ours: it may hold anything."""
    with read_session() as session:
        paper = paper_seen(session, paper_id, visible)
    if paper is None:
        abort(HTTPStatus.NOT_FOUND)
    response = Response(read(services()[MediaStore], paper.media_name), mimetype=paper.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(paper)}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _file_name(paper: SellerPaper) -> str:
    """Ours: what its sender called it is no name that a browser should trust."""
    return f"{paper.item.replace('_', '-')}-{paper.id}.{EXTENSIONS[paper.media_type]}"
