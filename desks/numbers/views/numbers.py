"""`/co-so-cua-toi/so-lieu`: how often codes were scanned and products looked at."""

from datetime import date, timedelta
from http import HTTPStatus

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access.declared import allowed
from core.clock import today
from core.db.sessions import read_session
from core.sheets.workbooks.writer import TYPE, workbook
from core.web.desks.workplace import current_workplace
from core.web.templating.paths import path_of
from desks.numbers import wording
from desks.numbers.queries.own_numbers import OwnNumbers, PeriodNumbers, own_numbers
from desks.numbers.rules.charts import bar_chart

bp = Blueprint("own_numbers", __name__, url_prefix="/co-so-cua-toi/so-lieu")
MOST_SHOWN = 50  # products; the workbook has them all
DAYS = {"ngay": 28, "tuan": 84}  # fewer than the 90 that scans are kept


@bp.get("")
@allowed("desk.read")
def show() -> ResponseReturnValue:
    """`theo`: by day over four weeks, or by week over twelve."""
    by = _by()
    numbers = _numbers(by)
    charts = {
        "scans": bar_chart([(_name(by, row), row.scans) for row in numbers.periods]),
        "views": bar_chart([(_name(by, row), row.views) for row in numbers.periods]),
    }
    names = {"ngay": _("28 ngày"), "tuan": _("12 tuần")}
    tabs = [(name, path_of("own_numbers.show", theo=key), key == by) for key, name in names.items()]
    return render_template(
        "desks/numbers/numbers.html",
        numbers=numbers,
        products=numbers.leading(MOST_SHOWN),
        charts=charts,
        tabs=tabs,
        by=by,
        few=wording.few(),
        name=lambda row: _name(by, row),
    )


@bp.get("/tai-ve.xlsx")
@allowed("desk.read")
def download() -> Response:
    file = workbook(wording.sheets(_numbers(_by())))
    response = Response(file, mimetype=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="so-lieu-{today()}.xlsx"'
    return response


def _by() -> str:
    by = request.args.get("theo", "ngay")
    return by if by in DAYS else abort(HTTPStatus.NOT_FOUND)


def _numbers(by: str) -> OwnNumbers:
    here, last = current_workplace(), today()
    if here is None:
        abort(HTTPStatus.NOT_FOUND)
    first: date = last - timedelta(days=DAYS[by] - 1)
    with read_session() as session:
        return own_numbers(session, here.producer_id, first=first, last=last, by_week=by == "tuan")


def _name(by: str, row: PeriodNumbers) -> str:
    return wording.period_name(row, by_week=by == "tuan")
