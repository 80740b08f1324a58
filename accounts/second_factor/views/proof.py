"""`/dang-nhap/xac-nhan`: proving anew who one is, before something that cannot be taken back."""

from http import HTTPStatus

from flask import Blueprint, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.second_factor.browser import try_code
from accounts.second_factor.errors import WrongCode
from accounts.second_factor.forms import FactorCodeForm, ProofForm
from accounts.second_factor.queries.factors import second_factors
from accounts.second_factor.views.gate import PROOF
from accounts.second_factor.views.passkeys import party_of
from accounts.second_factor.wording import refusal
from accounts.sign_in.browser import hand_out, knows_own_password, session_of
from accounts.sign_in.queries.signed_in import SignedIn
from accounts.sign_in.services.sessions import renew_session
from core.access.declared import allowed
from core.db.sessions import read_session, transaction
from core.limits.limit import TooManyAttempts
from core.web.requests.access import SignInRequired
from core.web.requests.bodies import FORM, accepts
from core.web.requests.local_paths import local_path

bp = Blueprint(PROOF, __name__)
HOME = "/"


@bp.get("/dang-nhap/xac-nhan")
@allowed("account.prove")
def show() -> ResponseReturnValue:
    return _page(_form(_known()))


@bp.post("/dang-nhap/xac-nhan")
@accepts(FORM)
@allowed("account.prove")
def prove() -> ResponseReturnValue:
    known = _known()
    form = _form(known)
    if not form.validate_on_submit():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    if status := _refusal(known, form):
        return _page(form), status
    with transaction() as session:
        token = renew_session(session, known.id, by_second_factor=known.has_second_factor)
    next_ = local_path(request.form.get("next", "")) or HOME
    return hand_out(make_response(redirect(next_, HTTPStatus.SEE_OTHER)), token)


def _known() -> SignedIn:
    """A program by its token has no session to prove anything for. Raises SignInRequired."""
    known = session_of(request)
    if known is None:
        raise SignInRequired
    return known


def _form(known: SignedIn) -> FactorCodeForm | ProofForm:
    return FactorCodeForm() if known.has_second_factor else ProofForm()


def _refusal(known: SignedIn, form: FactorCodeForm | ProofForm) -> HTTPStatus | None:
    """With the reason at its field."""
    try:
        if isinstance(form, FactorCodeForm):
            try_code(known.account_id, form.code.data or "")
        elif not knows_own_password(form.password.data or ""):
            form.password.errors = [_("Mật khẩu không đúng.")]
            return HTTPStatus.UNPROCESSABLE_ENTITY
    except (WrongCode, TooManyAttempts) as no:
        field = form.code if isinstance(form, FactorCodeForm) else form.password
        field.errors = [refusal(no)]
        return no.status
    return None


def _page(form: FactorCodeForm | ProofForm) -> str:
    back = request.form.get("next") or request.args.get("next", "")
    with read_session() as session:
        keys = second_factors(session, _known().account_id).passkeys
    return render_template(
        "accounts/second_factor/proof.html",
        form=form,
        takes_passkeys=bool(keys) and party_of(request) is not None,
        next=local_path(back),
    )
