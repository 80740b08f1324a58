"""`/can-bo/cho-xac-nhan`: acts that wait for a second person, and the word of that person."""

from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from accounts.pending_acts.errors import ActDecided, ActExpired, OwnAct
from accounts.pending_acts.models import PendingAct
from accounts.pending_acts.queries.waiting import (
    over_lately,
    pending_act,
    visible_to,
    waiting,
)
from certification.certificates.errors import EventRefused
from certification.certificates.refusal_wording import refusal
from certification.officers.forms import SecondPersonForm
from certification.officers.queries.record import officer_record
from certification.officers.queries.waiting import proposed_events
from certification.officers.rules.act_details import code_of, ours
from certification.officers.services.acts import confirm_event, refuse_event
from core.access.declared import allowed, fresh
from core.access.permissions import PermissionTable
from core.clock import now
from core.composition import services
from core.db.sessions import read_session, transaction
from core.errors import DomainError
from core.web.requests.access import current_actor, scopes
from core.web.requests.bodies import FORM, accepts
from core.web.requests.inputs import clean

bp = Blueprint("officer_pending", __name__)
READ, CONFIRM = "certificate.read", "certificate.confirm"
ONE = "/can-bo/cho-xac-nhan/<int(max=2147483647):act_id>"
LATELY = timedelta(days=30)
FRESH = timedelta(minutes=30)  # since whoever confirms has proved who they are
MOST = 100


@bp.get("/can-bo/cho-xac-nhan")
@allowed(READ)
def listing() -> ResponseReturnValue:
    at = now()
    with read_session() as session:
        acts = waiting(session, _visible(READ), at, most=MOST)
        over = over_lately(session, _visible(READ), at - LATELY, at, most=MOST)
        events = proposed_events(session, [*acts, *over], at)
    return render_template(
        "certification/officers/pending_list.html",
        waiting=events[: len(acts)],
        over=events[len(acts) :],
        own=current_actor().account_id,
        may_confirm=bool(scopes(CONFIRM)),
    )


@bp.get(ONE)
@allowed(READ)
@fresh(FRESH)
def show(act_id: int) -> ResponseReturnValue:
    return _page(_act(act_id, READ), SecondPersonForm(formdata=None))


@bp.post(ONE)
@accepts(FORM)
@allowed(CONFIRM, seen_by=READ)
@fresh(FRESH)
def decide(act_id: int) -> ResponseReturnValue:
    pending = _act(act_id, READ)
    form = SecondPersonForm()
    if pending.proposed_by_id == current_actor().account_id:
        return _page(pending, form, OwnAct()), HTTPStatus.FORBIDDEN
    if not form.validate_on_submit():
        return _page(pending, form), HTTPStatus.UNPROCESSABLE_ENTITY
    _act(act_id, CONFIRM, otherwise=HTTPStatus.FORBIDDEN)
    try:
        _decide(act_id, form)
    except (OwnAct, ActDecided, ActExpired, EventRefused) as no:
        return _page(_act(act_id, READ), form, no), HTTPStatus.CONFLICT
    code = code_of(pending.subject)
    return redirect(url_for("officer_certificates.show", code=code), HTTPStatus.SEE_OTHER)


def _decide(act_id: int, form: SecondPersonForm) -> None:
    actor, at = current_actor(), now()
    with transaction() as session:
        if form.decision.data == "confirm":
            confirm_event(session, act_id, actor=actor, at=at)
        else:
            refuse_event(session, act_id, clean(form.reason.data or ""), actor=actor, at=at)
    if form.decision.data == "confirm":
        flash(_("Đã xác nhận và ghi vào hồ sơ. Trang công khai của sản phẩm đã đổi theo."))
    else:
        flash(_("Đã từ chối. Hồ sơ giữ nguyên; người đề nghị đọc được lý do."))


def _page(pending: PendingAct, form: SecondPersonForm, no: DomainError | None = None) -> str:
    at = now()
    with read_session() as session:
        [event] = proposed_events(session, [pending], at)
        record = officer_record(session, event.code, at)
    return render_template(
        "certification/officers/pending.html",
        event=event,
        record=record,
        form=form,
        problem=_sentence(no) if no else "",
        is_own=event.proposed_by_id == current_actor().account_id,
        may_confirm=bool(scopes(CONFIRM)),
    )


def _sentence(no: DomainError) -> str:
    """Why the act is not done, for whoever wanted to confirm it."""
    if isinstance(no, EventRefused):
        return refusal(no)
    sentences: dict[str, str] = {
        OwnAct.code: _("Bạn là người đề nghị việc này; cần một cán bộ khác xác nhận."),
        ActDecided.code: _("Một cán bộ khác vừa quyết định việc này trước bạn."),
        ActExpired.code: _("Việc này đã quá hạn chờ xác nhận. Nếu vẫn cần, hãy ghi lại từ đầu."),
    }
    return sentences[no.code]


def _act(act_id: int, action: str, *, otherwise: HTTPStatus = HTTPStatus.NOT_FOUND) -> PendingAct:
    """An act on a certificate within the scope of an action; else the request ends."""
    with read_session() as session:
        pending = pending_act(session, act_id, _visible(action))
    if pending is None:
        abort(otherwise)
    return pending


def _visible(action: str) -> ColumnElement[bool]:
    return visible_to(scopes(action), ours(services()[PermissionTable]))
