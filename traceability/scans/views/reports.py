"""Reporting that something is wrong with a code, without a login, and what comes of it."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.access.declared import PUBLIC, allowed
from core.clock import now
from core.code_recognition import code_in
from core.codes import printed
from core.db.sessions import read_session, transaction
from core.web.pages import standalone
from core.web.requests.bodies import FORM, accepts
from traceability.scans import wording
from traceability.scans.errors import TooManyReports
from traceability.scans.forms import ReportForm
from traceability.scans.queries import report_with_ticket
from traceability.scans.services.reports import file_report
from traceability.scans.services.scans import sender

bp = Blueprint("reports", __name__, url_prefix="/bao-cao")


@bp.after_request
def keep_private(response: Response) -> Response:
    # Older browsers name the page that sends a form to nobody else, but to us.
    response.headers.update(standalone.PRIVATE | {"Referrer-Policy": "same-origin"})
    response.headers.setdefault("Cache-Control", "no-store")
    return response


@bp.get("/<public_code:code>")
@allowed(PUBLIC)
def form(code: str) -> ResponseReturnValue:
    return _show(code_in(code), ReportForm())


@bp.post("/<public_code:code>")
@accepts(FORM)
@allowed("code.report")
def file(code: str) -> ResponseReturnValue:
    code = code_in(code)
    form = ReportForm()
    if not form.validate_on_submit():
        return _show(code, form), HTTPStatus.UNPROCESSABLE_ENTITY
    at, agent = now(), request.user_agent.string
    try:
        with transaction() as session:
            by = sender(session, address=request.remote_addr or "", agent=agent, at=at)
            ticket = file_report(session, form.report(code), sender=by, at=at)
    except TooManyReports as no:
        form.form_errors.append(wording.too_many_reports(no))
        return _show(code, form), no.status
    return redirect(url_for("reports.ticket", ticket=ticket), HTTPStatus.SEE_OTHER)


@bp.get("/phieu/<public_code:ticket>")
@allowed(PUBLIC)
def ticket(ticket: str) -> ResponseReturnValue:
    """The public state of a report: never what was written in it."""
    canonical = code_in(ticket)
    with read_session() as session:
        page = report_with_ticket(session, canonical)
    if page is None:
        abort(HTTPStatus.NOT_FOUND)
    return standalone.show(
        "traceability/scans/ticket.html",
        page=page,
        printed_ticket=printed(page.ticket),
        printed_code=printed(page.code),
        reason=wording.reasons()[page.reason],
        states=wording.report_states(),
    )


def _show(code: str, form: ReportForm) -> str:
    return standalone.show(
        "traceability/scans/report.html",
        code=code,
        printed_code=printed(code),
        form=form,
    )
