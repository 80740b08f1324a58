"""`/dang-nhap/buoc-hai`: the second step of signing in, after the password."""

from http import HTTPStatus

from flask import Blueprint, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from accounts.second_factor.browser import try_code
from accounts.second_factor.errors import WrongCode
from accounts.second_factor.forms import FactorCodeForm
from accounts.second_factor.queries.factors import second_factors
from accounts.second_factor.views.gate import SECOND_STEP
from accounts.second_factor.views.passkeys import party_of
from accounts.second_factor.wording import refusal
from accounts.sign_in.browser import hand_out, session_of
from accounts.sign_in.queries.signed_in import SignedIn
from accounts.sign_in.rules.stages import Stage
from accounts.sign_in.services.sessions import renew_session
from core.access.declared import ENTRANCE, allowed
from core.db.sessions import read_session, transaction
from core.limits.limit import TooManyAttempts
from core.web.pages.addresses import page_of
from core.web.requests.access import SIGN_IN
from core.web.requests.bodies import FORM, accepts
from core.web.requests.local_paths import local_path

bp = Blueprint(SECOND_STEP, __name__)
HOME = "/"


@bp.get("/dang-nhap/buoc-hai")
@allowed(ENTRANCE)
def show() -> ResponseReturnValue:
    known = session_of(request)
    return _form(FactorCodeForm()) if _waits(known) else _elsewhere(known)


@bp.post("/dang-nhap/buoc-hai")
@accepts(FORM)
@allowed(ENTRANCE)
def enter() -> ResponseReturnValue:
    known = session_of(request)
    if known is None or not _waits(known):
        return _elsewhere(known)
    form = FactorCodeForm()
    if not form.validate_on_submit():
        return _form(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        try_code(known.account_id, form.code.data or "")
    except (WrongCode, TooManyAttempts) as no:
        form.code.errors = [refusal(no)]
        return _form(form), no.status
    return go_on(known)


def go_on(known: SignedIn) -> ResponseReturnValue:
    """With a new token for the browser: what was copied before the second step is void."""
    with transaction() as session:
        token = renew_session(session, known.id, by_second_factor=True)
    next_ = local_path(request.form.get("next", "")) or HOME
    return hand_out(make_response(redirect(next_, HTTPStatus.SEE_OTHER)), token)


def _waits(known: SignedIn | None) -> bool:
    return known is not None and known.stage is Stage.SECOND_STEP


def _elsewhere(known: SignedIn | None) -> ResponseReturnValue:
    """Nobody's second step is waiting."""
    next_ = local_path(request.values.get("next", "")) or HOME
    return redirect(next_ if known else page_of(SIGN_IN), HTTPStatus.SEE_OTHER)


def _form(form: FactorCodeForm) -> str:
    back = request.form.get("next") or request.args.get("next", "")
    with read_session() as session:
        known = session_of(request)
        keys = second_factors(session, known.account_id if known else 0).passkeys
    return render_template(
        "accounts/second_factor/second_step.html",
        form=form,
        takes_passkeys=bool(keys) and party_of(request) is not None,
        next=local_path(back),
    )
