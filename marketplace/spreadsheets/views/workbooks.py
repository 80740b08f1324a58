"""`/co-so-cua-toi/xuat-excel` and `/nhap-excel`: the products of a producer as a workbook."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import PurePath

from flask import Blueprint, Response, abort, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access.declared import allowed
from core.clock import today
from core.composition import services
from core.db.sessions import read_session, transaction
from core.sheets.workbooks.writer import TYPE, SheetContent, Value, workbook
from core.text import clean, is_text
from core.web.desks.workplace import current_workplace, scopes_here
from core.web.requests.access import current_actor
from core.web.requests.bodies import FILES, accepts
from core.web.requests.once import claim_once, now_leads_to
from core.web.server.concurrency import others_work
from core.web.templating.paths import path_of
from marketplace.listings.queries import own
from marketplace.spreadsheets import wording
from marketplace.spreadsheets.errors import TableRefused
from marketplace.spreadsheets.forms import WorkbookForm
from marketplace.spreadsheets.models import SpreadsheetImport
from marketplace.spreadsheets.queries.imports import last_imports, visible_to
from marketplace.spreadsheets.queries.standing import every_listing, standing_of
from marketplace.spreadsheets.rules.columns import COLUMNS, cell_of
from marketplace.spreadsheets.rules.states import ImportState
from marketplace.spreadsheets.services.checking import FileCheck
from marketplace.spreadsheets.services.files import TableFiles
from marketplace.spreadsheets.services.reading import MOST_BYTES

bp = Blueprint("workbooks", __name__, url_prefix="/co-so-cua-toi")
READ, IMPORT = "listing.read", "listing.import"
MOST_BODY = MOST_BYTES + 1024 * 1024  # with what a form puts around it
_ENDINGS = {".xlsx", ".xlsm", ".xls", ".csv"}


@bp.get("/xuat-excel")
@allowed(IMPORT, seen_by=READ)
def export() -> Response:
    sheets = (SheetContent(_("Sản phẩm"), wording.headings(), _rows()), wording.guide())
    with others_work():
        file = workbook(sheets)
    response = Response(file, mimetype=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="san-pham-{today()}.xlsx"'
    return response


@bp.get("/nhap-excel")
@allowed(IMPORT, seen_by=READ)
def blank() -> ResponseReturnValue:
    return _page(WorkbookForm())


@bp.post("/nhap-excel")
@accepts(FILES, most=MOST_BODY)
@allowed(IMPORT, seen_by=READ)
def receive() -> ResponseReturnValue:
    form = WorkbookForm()
    if not form.validate_on_submit():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        place = _check(form)
    except TableRefused as no:
        for problem in no.problems:
            form.refuse(_sentence(wording.problem_line(problem)))
        return _page(form, no), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(place, HTTPStatus.SEE_OTHER)


def _check(form: WorkbookForm) -> str:
    """Keep what the file would do; the address of the page that shows it. Raises TableRefused."""
    run = _run(form.sent.filename or "")
    ending = PurePath(run.file_name).suffix.lower()
    with (
        others_work(),
        services()[TableFiles].at_hand(
            form.sent.stream, ending if ending in _ENDINGS else ""
        ) as path,
        transaction() as session,
    ):
        claim_once(session)
        FileCheck(session, run, today()).read(path)
        place = path_of("spreadsheet_import.show", import_id=run.id)
        now_leads_to(session, place)
    return place


def _run(file_name: str) -> SpreadsheetImport:
    here, actor = current_workplace(), current_actor()
    if here is None or not scopes_here(IMPORT):
        abort(HTTPStatus.NOT_FOUND)
    return SpreadsheetImport(
        producer_id=here.producer_id,
        account_id=actor.account_id,
        author=actor.name,
        file_name=clean(file_name)[:100] if is_text(file_name) else "",
        state=ImportState.CHECKED,
        total=0, new=0, changed=0, unchanged=0, wrong=0, notes=[],
    )  # fmt: skip


def _rows() -> Iterator[list[Value]]:
    day, visible = today(), own.visible_to(scopes_here(IMPORT))
    with read_session() as session:
        for listing in every_listing(session, visible):
            values = standing_of(listing, day).values
            cells = [cell_of(values.get(column.name)) for column in COLUMNS]
            yield [listing.code, *cells]


def _sentence(line: wording.ProblemLine) -> str:
    value = f"«{line.value}»" if line.value else ""
    place = " ".join(filter(None, (line.place, value)))
    return f"{place}: {line.sentence} {line.remedy}" if place else f"{line.sentence} {line.remedy}"


def _page(form: WorkbookForm, refused: TableRefused | None = None) -> str:
    with read_session() as session:
        imports = last_imports(session, visible_to(scopes_here(IMPORT)))
    return render_template(
        "marketplace/spreadsheets/blank.html",
        form=form,
        imports=imports,
        states=wording.STATES,
        badges=wording.BADGES,
        most_megabytes=MOST_BYTES // 1_000_000,
        refused=refused,
    )
