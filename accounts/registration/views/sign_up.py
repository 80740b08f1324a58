"""`/dang-ky`: signing up, and typing the code that was sent."""

from http import HTTPStatus

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.confirmation.browser import give_token, take_token, token_for
from accounts.confirmation.rules.codes import CodePurpose
from accounts.confirmation.services.codes import Redemption, send_again, waits_for_code
from accounts.confirmation.wording import refused, too_many_codes
from accounts.messages.rules.postbox import Postbox
from accounts.people.errors import IdentifierTaken
from accounts.registration.forms import CodeForm, SignUpForm
from accounts.registration.services.sign_up import Arrival, ask_to_sign_up, confirm_sign_up
from accounts.sign_in.browser import enter_as
from core.access.declared import ENTRANCE, allowed
from core.composition import services
from core.db.sessions import read_session, transaction
from core.limits.limit import TooManyAttempts
from core.limits.network_source import source
from core.web.requests.bodies import FORM, accepts

bp = Blueprint("sign_up", __name__, url_prefix="/dang-ky")


@bp.get("")
@allowed(ENTRANCE)
def form() -> ResponseReturnValue:
    return _show(SignUpForm())


@bp.post("")
@accepts(FORM)
@allowed(ENTRANCE)
def ask() -> ResponseReturnValue:
    form = SignUpForm()
    if not form.validate_on_submit():
        return _show(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction() as session:
            token = ask_to_sign_up(session, form.person(), source=source(request.remote_addr or ""))
    except TooManyAttempts as no:
        form.form_errors.append(too_many_codes())
        return _show(form), no.status, {"Retry-After": str(no.seconds)}
    response = make_response(redirect(url_for("sign_up.code"), HTTPStatus.SEE_OTHER))
    return give_token(response, CodePurpose.SIGN_UP, token)


@bp.get("/xac-nhan")
@allowed(ENTRANCE)
def code() -> ResponseReturnValue:
    return _show_code(CodeForm())


@bp.post("/xac-nhan")
@accepts(FORM)
@allowed(ENTRANCE)
def confirm() -> ResponseReturnValue:
    form = CodeForm()
    if not form.validate_on_submit():
        return _show_code(form), HTTPStatus.UNPROCESSABLE_ENTITY
    arrival = _arrival(form.code.data or "")
    if arrival.account_id is None:
        form.code.errors = [refused(arrival.redemption)]
        return _show_code(form), HTTPStatus.UNPROCESSABLE_ENTITY
    response = make_response(enter_as(arrival.account_id, url_for("profile.show")))
    return take_token(response, CodePurpose.SIGN_UP)


@bp.post("/gui-lai")
@accepts(FORM)
@allowed(ENTRANCE)
def send_code_again() -> ResponseReturnValue:
    token, origin = token_for(CodePurpose.SIGN_UP), source(request.remote_addr or "")
    try:
        with transaction() as session:
            sent = send_again(session, token, CodePurpose.SIGN_UP, source=origin)
    except TooManyAttempts as no:
        form = CodeForm(formdata=None)
        form.form_errors.append(too_many_codes())
        return _show_code(form), no.status, {"Retry-After": str(no.seconds)}
    if sent:
        flash(_("Đã gửi mã mới. Mã cũ không còn dùng được."))
    return redirect(url_for("sign_up.code"), HTTPStatus.SEE_OTHER)


def _arrival(typed: str) -> Arrival:
    """Who was first with the same identifier has it: for the other no code is right any more."""
    try:
        with transaction() as session:
            return confirm_sign_up(session, token_for(CodePurpose.SIGN_UP), typed)
    except IdentifierTaken:
        return Arrival(None, Redemption(None))


def _show(form: SignUpForm) -> str:
    by_phone = services()[Postbox].text is not None
    return render_template("accounts/registration/sign_up.html", form=form, by_phone=by_phone)


def _show_code(form: CodeForm) -> str:
    with read_session() as session:
        recipient = waits_for_code(session, token_for(CodePurpose.SIGN_UP), CodePurpose.SIGN_UP)
    return render_template("accounts/registration/code.html", form=form, recipient=recipient)
