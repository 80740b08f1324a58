"""`/co-so-cua-toi/nhap-excel/<id>`: what a file would do, and what became of it."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from core.access.declared import allowed
from core.db.sessions import read_session, transaction
from core.jobs.waiting import is_worker_running
from core.sheets.problems import SheetProblem
from core.web.requests.access import current_actor, scopes
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once
from core.web.templating.paths import path_of
from marketplace.spreadsheets import wording
from marketplace.spreadsheets.errors import ImportNotReady
from marketplace.spreadsheets.models import SpreadsheetImport, SpreadsheetRow
from marketplace.spreadsheets.queries.imports import (
    MOST_WRONG,
    import_page,
    import_seen,
    visible_to,
)
from marketplace.spreadsheets.rules.states import UNDER_WAY, ImportState, RowState
from marketplace.spreadsheets.services.applying import begin

bp = Blueprint("spreadsheet_import", __name__, url_prefix="/co-so-cua-toi/nhap-excel")
READ, IMPORT = "listing.read", "listing.import"
MOST_PAGES = 10_000
SECONDS = 2  # between looks at work that is under way


@bp.get("/<int:import_id>")
@allowed(IMPORT, seen_by=READ)
def show(import_id: int) -> ResponseReturnValue:
    return _page(import_id)


@bp.post("/<int:import_id>")
@accepts(FORM)
@allowed(IMPORT, seen_by=READ)
def act(import_id: int) -> ResponseReturnValue:
    action = request.form.get("action", "")
    if action not in ("apply", "undo"):
        return _page(import_id), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction() as session:
            run = _run(session, import_id)
            claim_once(session)
            begin(session, run.id, undo=action == "undo", actor=current_actor())
    except ImportNotReady:
        return _page(import_id, is_refused=True), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(path_of("spreadsheet_import.show", import_id=import_id), HTTPStatus.SEE_OTHER)


def _run(session: Session, import_id: int) -> SpreadsheetImport:
    run = import_seen(session, import_id, visible_to(scopes(IMPORT)))
    return run or abort(HTTPStatus.NOT_FOUND)


def _page(import_id: int, *, is_refused: bool = False) -> Response:
    with read_session() as session:
        run = _run(session, import_id)
        page = import_page(session, run, _number())
        is_idle = run.state in UNDER_WAY and not is_worker_running(session)
    text = render_template(
        "marketplace/spreadsheets/import.html",
        run=run,
        page=page,
        problems=[wording.problem_line(p) for row in page.wrong for p in _problems(row)],
        most_wrong=MOST_WRONG,
        notes=[*wording.note_lines(run.notes)],
        changes=wording.change_lines,
        states=wording.STATES,
        badges=wording.BADGES,
        row_states=wording.ROW_STATES,
        kinds=ImportState,
        row_kinds=RowState,
        is_under_way=run.state in UNDER_WAY,
        is_idle=is_idle,
        is_refused=is_refused,
    )
    response = make_response(text)
    if run.state in UNDER_WAY:
        response.headers["Refresh"] = str(SECONDS)
    return response


def _problems(row: SpreadsheetRow) -> list[SheetProblem]:
    return [SheetProblem(**problem) for problem in row.problems]


def _number() -> int:
    page = request.args.get("trang", "1")
    is_number = page.isascii() and page.isdigit() and len(page) < 6 and int(page) > 0  # noqa: PLR2004
    return int(page) if is_number else 1
