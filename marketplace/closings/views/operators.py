"""`/quan-tri/ho-so/…/dong` and `/quan-tri/yeu-cau-du-lieu`: closings, and the clock of demands."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access.declared import allowed
from core.clock import now, today
from core.db.sessions import read_session, transaction
from core.errors import DomainError
from core.web.requests.access import current_actor, scopes
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once
from marketplace.closings.errors import DemandAnswered
from marketplace.closings.forms import AnswerForm, ClosingForm, DemandForm
from marketplace.closings.queries.demands import demand_with, demands, demands_about
from marketplace.closings.services.closings import announce_closing, withdraw_closing
from marketplace.closings.services.demands import answer_demand, receive_demand
from marketplace.closings.views.archive import archive_of
from marketplace.sellers import wording
from marketplace.sellers.errors import DecisionNotPossible
from marketplace.sellers.queries.applications import application_seen
from marketplace.sellers.queries.pages import application_page

bp = Blueprint("seller_closing", __name__, url_prefix="/quan-tri")


@bp.get("/ho-so/<int:application_id>/dong")
@allowed("application.review")
def show(application_id: int) -> ResponseReturnValue:
    return _show(application_id)


@bp.post("/ho-so/<int:application_id>/dong")
@accepts(FORM)
@allowed("seller.close", seen_by="application.review")
def close(application_id: int) -> ResponseReturnValue:
    form = ClosingForm()
    if not form.validate_on_submit():
        return _show(application_id, closing=form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction() as session:
            claim_once(session, _one(application_id))
            announce_closing(session, application_id, form.value(), actor=current_actor(), at=now())
    except DecisionNotPossible as no:
        return _refused(application_id, form, no)
    flash(_("Đã báo trước 5 ngày. Người bán nhận được lý do và cách tải dữ liệu."))
    return _back(application_id)


@bp.post("/ho-so/<int:application_id>/dong/rut")
@accepts(FORM)
@allowed("seller.close", seen_by="application.review")
def keep(application_id: int) -> ResponseReturnValue:
    try:
        with transaction() as session:
            withdraw_closing(session, application_id, actor=current_actor(), at=now())
    except DecisionNotPossible as no:
        return _refused(application_id, ClosingForm(formdata=None), no)
    flash(_("Đã rút thông báo đóng."))
    return _back(application_id)


@bp.get("/ho-so/<int:application_id>/du-lieu")
@allowed("demand.answer", seen_by="application.review")
def data(application_id: int) -> ResponseReturnValue:
    with read_session() as session:
        application = application_seen(session, application_id, scopes("demand.answer"))
    return archive_of(application or abort(HTTPStatus.NOT_FOUND))


@bp.post("/ho-so/<int:application_id>/yeu-cau")
@accepts(FORM)
@allowed("demand.answer", seen_by="application.review")
def receive(application_id: int) -> ResponseReturnValue:
    form = DemandForm()
    if not form.validate_on_submit():
        return _show(application_id, demand=form), HTTPStatus.UNPROCESSABLE_ENTITY
    with transaction() as session:
        claim_once(session, url_for(".show_demands"))
        receive_demand(session, application_id, form.value(), actor=current_actor())
    flash(_("Đã ghi yêu cầu. Đồng hồ 24 giờ tính từ lúc nhận."))
    return redirect(url_for(".show_demands"), HTTPStatus.SEE_OTHER)


@bp.get("/yeu-cau-du-lieu")
@allowed("application.review")
def show_demands() -> ResponseReturnValue:
    return _demands(AnswerForm(formdata=None), 0)


@bp.post("/yeu-cau-du-lieu/<int:demand_id>")
@accepts(FORM)
@allowed("demand.answer", seen_by="application.review")
def answer(demand_id: int) -> ResponseReturnValue:
    form = AnswerForm()
    with read_session() as session:
        if demand_with(session, demand_id) is None:
            abort(HTTPStatus.NOT_FOUND)
    if not form.validate_on_submit():
        return _demands(form, demand_id), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction() as session:
            answer_demand(session, demand_id, form.value(), actor=current_actor(), at=now())
    except DemandAnswered as no:
        form.form_errors.append(_("Một người khác vừa trả lời yêu cầu này."))
        return _demands(form, demand_id), no.status
    flash(_("Đã ghi câu trả lời."))
    return redirect(url_for(".show_demands"), HTTPStatus.SEE_OTHER)


def _show(
    application_id: int, *, closing: ClosingForm | None = None, demand: DemandForm | None = None
) -> str:
    with read_session() as session:
        application = application_seen(session, application_id, scopes("application.review"))
        if application is None:
            abort(HTTPStatus.NOT_FOUND)
        return render_template(
            "marketplace/closings/closing.html",
            page=application_page(session, application, today()),
            demands=demands_about(session, application.id),
            closing=closing or ClosingForm(formdata=None),
            demand=demand or DemandForm(formdata=None),
            may=lambda action: bool(scopes(action)),
        )


def _demands(form: AnswerForm, demand_id: int) -> str:
    with read_session() as session:
        return render_template(
            "marketplace/closings/demands.html",
            rows=demands(session, now()),
            form=form,
            answered=demand_id,
            may_answer=bool(scopes("demand.answer")),
        )


def _refused(application_id: int, form: ClosingForm, no: DomainError) -> ResponseReturnValue:
    form.form_errors.append(wording.refusal(no))
    return _show(application_id, closing=form), no.status


def _one(application_id: int) -> str:
    return url_for(".show", application_id=application_id)


def _back(application_id: int) -> ResponseReturnValue:
    return redirect(_one(application_id), HTTPStatus.SEE_OTHER)
