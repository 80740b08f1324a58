"""`/can-bo/chung-nhan/<code>`: an officer's page of a certificate, where events are recorded."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from certification.certificates.errors import EventRefused
from certification.certificates.rules.acts.verbs import RECORD, permission_for
from certification.certificates.rules.events import EventKind
from certification.officers.forms import ActForm
from certification.officers.queries.record import officer_record
from certification.officers.queries.scope import CertificatePlace, certificate_place
from certification.officers.services.acts import submit_event
from certification.officers.wording import field_hints, verb_names, verb_notes
from core.access.declared import allowed
from core.access.permissions import PermissionTable
from core.clock import now, today
from core.code_recognition import code_in
from core.composition import services
from core.db.sessions import read_session, transaction
from core.web.requests.access import current_actor, scopes
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once, now_leads_to

bp = Blueprint("officer_certificates", __name__)
READ = "certificate.read"


@bp.get("/can-bo/chung-nhan/<code>")
@allowed(READ)
def show(code: str) -> ResponseReturnValue:
    _place(code, READ)
    form = ActForm(data={"on": today().isoformat(), **_chosen()})
    return _page(code, form)


@bp.post("/can-bo/chung-nhan/<code>")
@accepts(FORM)
@allowed(RECORD, seen_by=READ)
def record(code: str) -> ResponseReturnValue:
    place = _place(code, READ)
    form = ActForm()
    if not form.validate_on_submit():
        return _page(code, form), HTTPStatus.UNPROCESSABLE_ENTITY
    if not _may(place, form):
        abort(HTTPStatus.FORBIDDEN)
    try:
        return redirect(_submitted(place, form), HTTPStatus.SEE_OTHER)
    except EventRefused as no:
        form.refuse(no)
        return _page(code, form), HTTPStatus.UNPROCESSABLE_ENTITY


def _submitted(place: CertificatePlace, form: ActForm) -> str:
    """Where to look at what was done, or at what waits now."""
    permission = services()[PermissionTable][_action(form)]
    location = url_for(".show", code=place.code)
    with transaction() as session:
        claim_once(session, location)
        act = form.act(today())
        pending = submit_event(session, place, act, permission, actor=current_actor(), at=now())
        if pending:
            location = url_for("officer_pending.show", act_id=pending.id)
            now_leads_to(session, location)
    if pending:
        flash(_("Đã gửi đề nghị. Chưa có gì thay đổi cho đến khi người thứ hai xác nhận."), "warn")
    else:
        flash(_("Đã ghi. Trang công khai của sản phẩm đã đổi theo."))
    return location


def _page(code: str, form: ActForm) -> str:
    with read_session() as session:
        shown = officer_record(session, code_in(code), now())
    if shown is None:
        abort(HTTPStatus.NOT_FOUND)
    return render_template(
        "certification/officers/certificate.html",
        record=shown,
        form=form,
        names=verb_names(),
        notes=verb_notes(),
        hints=field_hints(form.kind),
        mistaken=shown.entry(form.mistaken) if form.mistaken else None,
        may_record=bool(scopes(RECORD)),
        own=current_actor().account_id,
        needs_second=bool(form.kind) and services()[PermissionTable][_action(form)].two_persons,
    )


def _place(code: str, action: str) -> CertificatePlace:
    with read_session() as session:
        place = certificate_place(session, code_in(code), scopes(action))
    if place is None:
        abort(HTTPStatus.NOT_FOUND)
    return place


def _may(place: CertificatePlace, form: ActForm) -> bool:
    with read_session() as session:
        return certificate_place(session, place.code, scopes(_action(form))) is not None


def _action(form: ActForm) -> str:
    """The row of the permission table for what the form says."""
    kind = form.kind or EventKind.ANNULLED
    known = frozenset(services()[PermissionTable])
    return permission_for(kind, is_correction=bool(form.corrects.data), known=known)


def _chosen() -> dict[str, str]:
    """What a link has chosen already."""
    return {name: request.args.get(name, "") for name in ("event", "corrects")}
