"""`/quan-tri/nhat-ky`: the record of official acts, searched by operators and auditors."""

import re
from datetime import date

import orjson
from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access.declared import allowed
from core.audit.reading import PER_PAGE, ActSearch, RecordedAct, acts_like, acts_to_export
from core.clock import VIETNAM, today
from core.db.sessions import read_session
from core.sheets.workbooks.writer import TYPE, SheetContent, workbook
from core.web.forms import day_typed
from core.web.requests.inputs import clean

bp = Blueprint("record", __name__, url_prefix="/quan-tri/nhat-ky")
LONGEST = 100


@bp.get("")
@allowed("audit.read")
def show() -> ResponseReturnValue:
    """`q`: words of person, act or thing; `tu`, `den`: days; `trang`."""
    wrong = [name for name in ("tu", "den") if _typed(name) and _day(name) is None]
    search = _search()
    with read_session() as session:
        acts, total = acts_like(session, search)
    return render_template(
        "desks/operation/record.html",
        acts=acts,
        total=total,
        search=search,
        pages=max(1, -(-total // PER_PAGE)),
        typed={name: _typed(name) for name in ("q", "tu", "den")},
        wrong=wrong,
        details=details,
    )


@bp.get("/tai-ve.xlsx")
@allowed("audit.read")
def download() -> Response:
    with read_session() as session:
        acts = acts_to_export(session, _search())
    response = Response(workbook([_sheet(acts)]), mimetype=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="nhat-ky-{today()}.xlsx"'
    return response


def details(act: RecordedAct) -> str:
    """What stood before and stands now, on one line."""
    return "; ".join(
        f"{name}: {value if isinstance(value, str) else orjson.dumps(value).decode()}"
        for name, value in act.details.items()
    )


def _sheet(acts: list[RecordedAct]) -> SheetContent:
    headings = [
        (_("Số"), 8), (_("Lúc"), 18), (_("Người làm"), 26), (_("Làm thay"), 26),
        (_("Việc"), 26), (_("Đối tượng"), 28), (_("Chi tiết"), 60),
    ]  # fmt: skip
    rows = [
        (
            act.id, f"{act.at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}", act.actor,
            act.on_behalf_of, act.action, act.subject, details(act),
        )
        for act in acts
    ]  # fmt: skip
    return SheetContent(_("Nhật ký"), headings, rows)


def _search() -> ActSearch:
    page = _typed("trang")
    number = int(page) if re.fullmatch("[1-9][0-9]{0,4}", page) else 1
    return ActSearch(_typed("q"), _day("tu"), _day("den"), number)


def _typed(name: str) -> str:
    return clean(request.args.get(name, ""))[:LONGEST]


def _day(name: str) -> date | None:
    return day_typed(_typed(name)) if _typed(name) else None
