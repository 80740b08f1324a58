"""`/tai-khoan/hai-buoc`: setting up second factors, and taking them away."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts.people.models import Account
from accounts.second_factor.errors import SecondFactorNeeded, WrongCode
from accounts.second_factor.forms import AppForm
from accounts.second_factor.queries.factors import second_factors
from accounts.second_factor.rules.one_time_codes import address_of, is_secret, new_secret
from accounts.second_factor.rules.qr_symbol import qr_symbol
from accounts.second_factor.services.factors import (
    make_recovery_codes,
    remove_app,
    remove_passkey,
    set_up_app,
)
from accounts.second_factor.views.gate import SET_UP
from accounts.second_factor.views.passkeys import party_of
from accounts.second_factor.wording import wrong_code
from accounts.sign_in.browser import hand_out, session_of
from accounts.sign_in.services.sessions import renew_session
from core.access.declared import allowed, fresh
from core.access.sealed_texts import SealedTexts
from core.composition import services
from core.db.sessions import read_session, transaction
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts
from core.web.requests.local_paths import local_path

bp = Blueprint(SET_UP, __name__, url_prefix="/tai-khoan/hai-buoc")
FRESH = timedelta(minutes=15)
ACTION = "second_factor.edit"


@bp.get("")
@allowed(ACTION)
def show() -> ResponseReturnValue:
    with read_session() as session:
        factors = second_factors(session, current_actor().account_id or 0)
    return render_template(
        "accounts/second_factor/settings.html",
        factors=factors,
        takes_passkeys=party_of(request) is not None,
        next=_next(),
    )


@bp.get("/ung-dung")
@allowed(ACTION)
@fresh(FRESH)
def app_form() -> ResponseReturnValue:
    return _app_page(AppForm(secret=new_secret()))


@bp.post("/ung-dung")
@accepts(FORM)
@allowed(ACTION)
@fresh(FRESH)
def set_up() -> ResponseReturnValue:
    form = AppForm()
    if not form.validate_on_submit() or not is_secret(form.secret.data or ""):
        return _app_page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    code = "".join((form.code.data or "").split())
    try:
        with transaction() as session:
            account = _own(session)
            set_up_app(
                session, account, form.secret.data or "", code, sealed=services()[SealedTexts]
            )
            codes, token = _begun(session, account)
    except WrongCode:
        form.code.errors = [wrong_code()]
        return _app_page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    return hand_out(make_response(_codes_page(codes)), token)


@bp.post("/ma-du-phong")
@accepts(FORM)
@allowed(ACTION)
@fresh(FRESH)
def new_codes() -> ResponseReturnValue:
    """Shown in the answer itself: they are kept nowhere."""
    with transaction() as session:
        codes = make_recovery_codes(session, _own(session))
    return _codes_page(codes)


@bp.post("/ung-dung/bo")
@accepts(FORM)
@allowed(ACTION)
@fresh(FRESH)
def drop_app() -> ResponseReturnValue:
    return _drop(remove_app)


@bp.post("/khoa/<int(max=2147483647):passkey_id>/bo")
@accepts(FORM)
@allowed(ACTION)
@fresh(FRESH)
def drop_passkey(passkey_id: int) -> ResponseReturnValue:
    """Raises NotFound."""
    return _drop(lambda session, account: remove_passkey(session, account, passkey_id))


def _drop(remove: Callable[[Session, Account], None]) -> ResponseReturnValue:
    try:
        with transaction() as session:
            remove(session, _own(session))
    except SecondFactorNeeded:
        flash(_("Vai trò của bạn cần ít nhất một cách xác minh. Hãy thêm cách khác trước."), "bad")
    else:
        flash(_("Đã bỏ."))
    return redirect(url_for(f"{SET_UP}.show"), HTTPStatus.SEE_OTHER)


def _begun(session: Session, account: Account) -> tuple[list[str], str]:
    """The factor was given just now, so this browser has taken the second step."""
    known = session_of(request)
    assert known is not None
    return (
        make_recovery_codes(session, account),
        renew_session(session, known.id, by_second_factor=True),
    )


def _own(session: Session) -> Account:
    return session.get_one(Account, current_actor().account_id, with_for_update=True)


def _next() -> str | None:
    return local_path(request.values.get("next", ""))


def _app_page(form: AppForm) -> str:
    """A secret that nobody made here is not drawn again."""
    secret = form.secret.data or ""
    if not is_secret(secret):
        secret = form.secret.data = new_secret()
    with read_session() as session:
        identifier = session.get_one(Account, current_actor().account_id).identifier
    return render_template(
        "accounts/second_factor/app.html",
        form=form,
        secret=secret,
        symbol=qr_symbol(address_of(secret, identifier)),
        next=_next(),
    )


def _codes_page(codes: list[str]) -> str:
    return render_template("accounts/second_factor/codes.html", codes=codes, next=_next())
