"""`/dang-nhap` and `/dang-xuat`: signing in and out."""

from http import HTTPStatus

from flask import Blueprint, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from accounts.sign_in.browser import enter_as
from accounts.sign_in.forms import SignInForm
from accounts.sign_in.services.attempts import Attempt, Claimed, claimed, count, succeed
from accounts.sign_in.services.sessions import end_session
from accounts.sign_in.views.cookie import session_of, take_back
from accounts.sign_in.wording import too_many, wrong
from core.access.declared import ENTRANCE, allowed
from core.composition import services
from core.db.sessions import read_session, transaction
from core.limits.limit import TooManyAttempts
from core.limits.network_source import source
from core.web.requests.bodies import FORM, accepts
from core.web.requests.local_paths import local_path

bp = Blueprint("sign_in", __name__)
HOME = "/"


@bp.get("/dang-nhap")
@allowed(ENTRANCE)
def form() -> ResponseReturnValue:
    return _show(SignInForm())


@bp.post("/dang-nhap")
@accepts(FORM)
@allowed(ENTRANCE)
def enter() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate_on_submit():
        return _show(form), HTTPStatus.UNPROCESSABLE_ENTITY
    attempt = form.attempt(source(request.remote_addr or ""))
    try:
        person = _claimed(attempt)
    except TooManyAttempts as no:
        form.form_errors.append(too_many(no))
        return _show(form), no.status, {"Retry-After": str(no.seconds)}
    if not person.is_proved_by(attempt.password) or person.account_id is None:
        form.form_errors.append(wrong())
        return _show(form), HTTPStatus.UNPROCESSABLE_ENTITY
    with transaction() as session:
        succeed(session, attempt, person.account_id)
    return enter_as(person.account_id, local_path(request.form.get("next", "")))


def _claimed(attempt: Attempt) -> Claimed:
    """Counted for good before the password is looked at. Raises TooManyAttempts."""
    with transaction() as session:
        count(session, attempt)
    with read_session() as session:
        return claimed(session, attempt, with_trial=not services().https)


@bp.post("/dang-xuat")
@accepts(FORM)
@allowed(ENTRANCE)
def leave() -> ResponseReturnValue:
    if current := session_of(request):
        with transaction() as session:
            end_session(session, current.id)
    response = take_back(make_response(redirect(HOME, HTTPStatus.SEE_OTHER)))
    # Drafts that pages of ours keep in this browser go with the session they were typed in.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _show(form: SignInForm) -> str:
    back = request.form.get("next") or request.args.get("next", "")
    return render_template("accounts/sign_in/form.html", form=form, next=local_path(back))
