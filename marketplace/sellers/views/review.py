"""`/quan-tri/ho-so`: the operator's queue of applications, and the page where one is decided."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.access.declared import allowed
from core.clock import today
from core.db.sessions import read_session, transaction
from core.errors import DomainError
from core.web.requests.access import current_actor, scopes
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once
from marketplace.sellers import wording
from marketplace.sellers.errors import (
    ApplicationChanged,
    DecisionNotPossible,
    ItemNotWaivable,
    ItemsMissing,
    ProducerTaken,
    ReasonMissing,
)
from marketplace.sellers.forms.bank_account import AccountDecisionForm
from marketplace.sellers.forms.review import CheckForm, DecisionForm
from marketplace.sellers.queries.applications import (
    PER_PAGE,
    QueueFilter,
    application_seen,
    counts,
    queue,
    rivals_of,
)
from marketplace.sellers.queries.pages import application_page
from marketplace.sellers.queries.provinces import province_choices
from marketplace.sellers.rules.checklist import ChecklistItem, Outcome
from marketplace.sellers.rules.states import ApplicationState, decisions_in
from marketplace.sellers.services.checks import check_item
from marketplace.sellers.services.decisions import decide

bp = Blueprint("seller_review", __name__, url_prefix="/quan-tri/ho-so")
REFUSALS = (
    ApplicationChanged, DecisionNotPossible, ItemsMissing, ItemNotWaivable, ProducerTaken,
    ReasonMissing,
)  # fmt: skip


@bp.get("")
@allowed("application.review")
def show() -> ResponseReturnValue:
    filters = _filters()
    with read_session() as session:
        rows, total = queue(session, scopes("application.review"), filters)
        return render_template(
            "marketplace/sellers/queue.html",
            rows=rows,
            total=total,
            pages=-(-total // PER_PAGE),
            filters=filters,
            counts=counts(session, scopes("application.review")),
            provinces=province_choices(session).names,
            wording=wording,
        )


@bp.get("/<int:application_id>")
@allowed("application.review")
def one(application_id: int) -> ResponseReturnValue:
    return show_page(application_id)


@bp.post("/<int:application_id>")
@accepts(FORM)
@allowed("application.decide", seen_by="application.review")
def decision(application_id: int) -> ResponseReturnValue:
    form = DecisionForm()
    if not form.validate_on_submit():
        return show_page(application_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction() as session:
            claim_once(session)
            value = form.value()
            decide(session, application_id, value, actor=current_actor(), day=today())
    except REFUSALS as no:
        return _refused(application_id, form, no), no.status
    flash(wording.decided(value.step))
    return redirect(url_for(".one", application_id=application_id), HTTPStatus.SEE_OTHER)


@bp.post("/<int:application_id>/muc/<item>")
@accepts(FORM)
@allowed("application.decide", seen_by="application.review")
def check(application_id: int, item: str) -> ResponseReturnValue:
    form = CheckForm()
    if item not in set(ChecklistItem):
        abort(HTTPStatus.NOT_FOUND)
    if not form.validate_on_submit():
        return _refused(application_id, form, None), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction() as session:
            check_item(
                session,
                application_id,
                form.value(ChecklistItem(item)),
                actor=current_actor(),
                day=today(),
            )
    except REFUSALS as no:
        return _refused(application_id, form, no), no.status
    flash(wording.checked(Outcome(form.outcome.data or "")))
    return redirect(
        url_for(".one", application_id=application_id, _anchor="danh-muc"), HTTPStatus.SEE_OTHER
    )


def _refused(application_id: int, form: DecisionForm | CheckForm, no: DomainError | None) -> str:
    """The page with what was typed, and beside it what is so now."""
    decision_form = form if isinstance(form, DecisionForm) else DecisionForm(formdata=None)
    sentence = wording.refusal(no) if no else next(iter(form.errors.values()))[0]
    if isinstance(no, ReasonMissing):
        decision_form.reason.errors = [sentence]
    elif isinstance(no, ItemsMissing):
        decision_form.decision.errors = [sentence]
    else:
        decision_form.form_errors.append(sentence)
    return show_page(application_id, decision_form)


def show_page(
    application_id: int,
    form: DecisionForm | None = None,
    *,
    account: AccountDecisionForm | None = None,
) -> str:
    """The page of one application; a form of it may be shown as it was sent."""
    with read_session() as session:
        application = application_seen(session, application_id, scopes("application.review"))
        if application is None:
            abort(HTTPStatus.NOT_FOUND)
        decisions = decisions_in(ApplicationState(application.state))
        return render_template(
            "marketplace/sellers/review.html",
            page=application_page(session, application, today()),
            rivals=[
                application_page(session, each, today()) for each in rivals_of(session, application)
            ],
            decisions=decisions if scopes("application.decide") else (),
            may=lambda action: bool(scopes(action)),
            form=form or DecisionForm(formdata=None),
            account=account or AccountDecisionForm(formdata=None),
            wording=wording,
        )


def _filters() -> QueueFilter:
    """From the address; what is unknown in it filters nothing."""
    page = request.args.get("trang", "1")
    return QueueFilter(
        state=request.args.get("trang_thai", "submitted"),
        legal_form=request.args.get("loai", ""),
        province=request.args.get("tinh", ""),
        text=request.args.get("q", "").strip(),
        page=max(1, int(page)) if page.isdecimal() else 1,
    )
