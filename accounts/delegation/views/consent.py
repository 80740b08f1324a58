"""`/co-so-cua-toi/uy-quyen`: a producer lets somebody act for it, and ends that."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.delegation.errors import DelegatedAlready, NoDelegate, PeriodRefused
from accounts.delegation.forms import DelegationForm
from accounts.delegation.queries.delegations import consents_of_producer
from accounts.delegation.rules.consent import TEXT_VERSION, USUAL
from accounts.delegation.services.consent import end_consent, give_consent
from accounts.delegation.wording import consent_text, delegate_roles
from core.access.declared import allowed
from core.clock import today
from core.db.sessions import read_session, transaction
from core.web.desks.workplace import current_workplace, scopes_here
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once

bp = Blueprint("delegation", __name__, url_prefix="/co-so-cua-toi/uy-quyen")
READ, GIVE = "delegation.read", "delegation.give"


@bp.get("")
@allowed(READ)
def show() -> ResponseReturnValue:
    usual = {"from_on": today().isoformat(), "until_on": (today() + USUAL).isoformat()}
    return _page(DelegationForm(data=usual))


@bp.post("")
@accepts(FORM)
@allowed(GIVE, seen_by=READ)
def give() -> ResponseReturnValue:
    form = DelegationForm()
    if not form.validate_on_submit():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    producer, day = _producer(), today()
    try:
        with transaction() as session:
            claim_once(session)
            give_consent(session, producer, form.consent(day), actor=current_actor(), today=day)
    except (NoDelegate, DelegatedAlready, PeriodRefused) as no:
        _refuse(form, no)
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(_("Đã ghi sự đồng ý. Người đó chọn “Làm thay” trong tài khoản của mình để bắt đầu."))
    return redirect(url_for(".show"), HTTPStatus.SEE_OTHER)


@bp.post("/<int(max=2147483647):delegation_id>/cham-dut")
@accepts(FORM)
@allowed(GIVE, seen_by=READ)
def end(delegation_id: int) -> ResponseReturnValue:
    with transaction() as session:
        end_consent(session, delegation_id, scopes_here(GIVE), actor=current_actor())
    flash(_("Đã chấm dứt. Người đó không làm thay được nữa, kể cả khi đang đăng nhập."))
    return redirect(url_for(".show"), HTTPStatus.SEE_OTHER)


def _producer() -> int:
    """The one that was shown with the form, if this person may do it there."""
    here = current_workplace()
    if here is None or not scopes_here(GIVE):
        abort(HTTPStatus.NOT_FOUND)
    if request.form.get("producer", here.slug) != here.slug:  # chosen anew in another tab
        abort(HTTPStatus.CONFLICT)
    return here.producer_id


def _refuse(form: DelegationForm, no: NoDelegate | DelegatedAlready | PeriodRefused) -> None:
    if isinstance(no, PeriodRefused):
        latest = f"{no.facts['latest']:%d/%m/%Y}"
        form.until_on.errors = [
            _("Ngày cuối phải sau ngày đầu, chưa qua, và muộn nhất %(day)s.", day=latest)
        ]
    elif isinstance(no, DelegatedAlready):
        form.identifier.errors = [_("Người này đang được làm thay; hãy chấm dứt lần trước đã.")]
    else:
        form.identifier.errors = [
            _("Không có cán bộ xã, tỉnh hay người của hợp tác xã nào dùng số hoặc e-mail này.")
        ]


def _page(form: DelegationForm) -> str:
    here = current_workplace()
    if here is None:
        abort(HTTPStatus.NOT_FOUND)
    with read_session() as session:
        consents = consents_of_producer(session, here.producer_id)
    day = today()
    return render_template(
        "accounts/delegation/consent.html",
        form=form,
        here=here,
        current=[consent for consent in consents if not consent.is_over(day)],
        past=[consent for consent in consents if consent.is_over(day)],
        day=day,
        roles=delegate_roles(),
        text=consent_text(TEXT_VERSION),
        may_give=bool(scopes_here(GIVE)),
    )
