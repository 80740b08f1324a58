"""`/quen-mat-khau`: a new password by a code that was sent."""

from http import HTTPStatus

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.confirmation.browser import give_token, take_token, token_for
from accounts.confirmation.rules.codes import CodePurpose
from accounts.confirmation.services.codes import waits_for_code
from accounts.confirmation.wording import refused, too_many_codes
from accounts.people.errors import PasswordRefused
from accounts.people.wording import password_refused
from accounts.registration.forms import ForgottenForm, NewPasswordForm
from accounts.registration.services.password_reset import ask_for_reset, reset_password
from core.access.declared import ENTRANCE, allowed
from core.db.sessions import read_session, transaction
from core.limits.limit import TooManyAttempts
from core.limits.network_source import source
from core.web.i18n import language
from core.web.requests.bodies import FORM, accepts

bp = Blueprint("password_reset", __name__, url_prefix="/quen-mat-khau")


@bp.get("")
@allowed(ENTRANCE)
def form() -> ResponseReturnValue:
    return _show(ForgottenForm())


@bp.post("")
@accepts(FORM)
@allowed(ENTRANCE)
def ask() -> ResponseReturnValue:
    form = ForgottenForm()
    if not form.validate_on_submit():
        return _show(form), HTTPStatus.UNPROCESSABLE_ENTITY
    origin = source(request.remote_addr or "")
    try:
        with transaction() as session:
            token = ask_for_reset(session, form.read(), language=language(), source=origin)
    except TooManyAttempts as no:
        form.form_errors.append(too_many_codes())
        return _show(form), no.status, {"Retry-After": str(no.seconds)}
    response = make_response(redirect(url_for("password_reset.code"), HTTPStatus.SEE_OTHER))
    return give_token(response, CodePurpose.PASSWORD, token)


@bp.get("/dat-lai")
@allowed(ENTRANCE)
def code() -> ResponseReturnValue:
    return _show_code(NewPasswordForm())


@bp.post("/dat-lai")
@accepts(FORM)
@allowed(ENTRANCE)
def set_anew() -> ResponseReturnValue:
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return _show_code(form), HTTPStatus.UNPROCESSABLE_ENTITY
    reset = form.reset(token_for(CodePurpose.PASSWORD), source(request.remote_addr or ""))
    try:
        with transaction() as session:
            redemption = reset_password(session, reset)
    except PasswordRefused as no:
        form.password.errors = [password_refused(no.fault)]
        return _show_code(form), no.status
    if redemption.confirmation is None:
        form.code.errors = [refused(redemption)]
        return _show_code(form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(_("Đã đặt mật khẩu mới và đăng xuất mọi thiết bị. Hãy đăng nhập bằng mật khẩu mới."))
    response = make_response(redirect(url_for("sign_in.form"), HTTPStatus.SEE_OTHER))
    return take_token(response, CodePurpose.PASSWORD)


def _show(form: ForgottenForm) -> str:
    return render_template("accounts/registration/forgotten.html", form=form)


def _show_code(form: NewPasswordForm) -> str:
    with read_session() as session:
        recipient = waits_for_code(session, token_for(CodePurpose.PASSWORD), CodePurpose.PASSWORD)
    return render_template(
        "accounts/registration/new_password.html", form=form, recipient=recipient
    )
