"""`/dang-nhap` and `/dang-xuat`: signing in and out."""

from http import HTTPStatus

from flask import Blueprint, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.people.queries.accounts import account_typed
from accounts.people.services.passwords import is_password
from accounts.sign_in.forms import SignInForm
from accounts.sign_in.services.sessions import begin_session, end_session
from accounts.sign_in.views.cookie import hand_out, session_of, take_back
from core.access.declared import allowed
from core.db.sessions import read_session, transaction
from core.web.requests.bodies import FORM, accepts
from core.web.requests.local_paths import local_path

bp = Blueprint("sign_in", __name__)
HOME = "/"


@bp.get("/dang-nhap")
@allowed("account.open")
def form() -> ResponseReturnValue:
    return _show(SignInForm())


@bp.post("/dang-nhap")
@accepts(FORM)
@allowed("account.open")
def enter() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate_on_submit():
        return _show(form), HTTPStatus.UNPROCESSABLE_ENTITY
    with read_session() as session:
        account = account_typed(session, form.identifier.data or "")
        known = account if account and account.may_sign_in else None
        right = is_password(form.password.data or "", known.password_hash if known else None)
    if not (known and right):
        form.form_errors.append(_("E-mail, số điện thoại hoặc mật khẩu không đúng."))
        return _show(form), HTTPStatus.UNPROCESSABLE_ENTITY
    with transaction() as session:
        token = begin_session(session, known.id, device=request.user_agent.string)
    next_ = local_path(request.form.get("next", "")) or HOME
    return hand_out(make_response(redirect(next_, HTTPStatus.SEE_OTHER)), token)


@bp.post("/dang-xuat")
@accepts(FORM)
@allowed("account.open")
def leave() -> ResponseReturnValue:
    if current := session_of(request):
        with transaction() as session:
            end_session(session, current.id)
    return take_back(make_response(redirect(HOME, HTTPStatus.SEE_OTHER)))


def _show(form: SignInForm) -> str:
    back = request.form.get("next") or request.args.get("next", "")
    return render_template("accounts/sign_in/form.html", form=form, next=local_path(back))
