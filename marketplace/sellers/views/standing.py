"""What the owner of a standing seller does: another account, another legal form."""

from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.sign_in.browser import session_of
from core.access.declared import allowed, fresh
from core.access.roles import Scope
from core.clock import today
from core.db.sessions import read_session, transaction
from core.web.requests.access import current_actor, lead_to, scopes
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once
from marketplace.sellers import wording
from marketplace.sellers.errors import AccountPending, DecisionNotPossible, OneAtATime
from marketplace.sellers.forms.bank_account import AccountChangeForm
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.queries.applications import application_seen
from marketplace.sellers.queries.pages import application_page
from marketplace.sellers.services.account_changes import propose_account
from marketplace.sellers.services.conversions import begin_conversion

bp = Blueprint("seller_standing", __name__, url_prefix="/co-so-cua-toi/ho-so/<int:application_id>")
FRESH = timedelta(minutes=15)
SECOND_FACTOR = "second_factor"  # the page where one is set up, as accounts register it


@bp.get("/tai-khoan")
@fresh(FRESH)
@allowed("bank_account.edit")
def account(application_id: int) -> ResponseReturnValue:
    _seen(application_id, scopes("bank_account.edit"))
    if _lacks_factor():
        return lead_to(SECOND_FACTOR, request)
    return _show_account(application_id, AccountChangeForm(formdata=None))


@bp.post("/tai-khoan")
@accepts(FORM)
@fresh(FRESH)
@allowed("bank_account.edit")
def change_account(application_id: int) -> ResponseReturnValue:
    _seen(application_id, scopes("bank_account.edit"))
    if _lacks_factor():
        return lead_to(SECOND_FACTOR, request)
    form = AccountChangeForm()
    if not form.validate_on_submit():
        return _show_account(application_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction() as session:
            claim_once(session, _one(application_id))
            propose_account(session, application_id, form.change(), actor=current_actor())
    except (AccountPending, DecisionNotPossible) as no:
        form.form_errors.append(wording.refusal(no))
        return _show_account(application_id, form), no.status
    flash(_("Đã gửi. Sàn xác nhận xong, tiền mới về tài khoản mới, sau 72 giờ."))
    return redirect(_one(application_id), HTTPStatus.SEE_OTHER)


@bp.post("/doi-loai-hinh")
@accepts(FORM)
@allowed("application.edit", seen_by="application.read")
def convert(application_id: int) -> ResponseReturnValue:
    _seen(application_id, scopes("application.edit"))
    try:
        with transaction() as session:
            begin_conversion(session, application_id, actor=current_actor())
    except (OneAtATime, DecisionNotPossible) as no:
        flash(wording.refusal(no), "bad")
        return redirect(_one(application_id), HTTPStatus.SEE_OTHER)
    return redirect(url_for("seller_application.show"), HTTPStatus.SEE_OTHER)


def _lacks_factor() -> bool:
    """Whoever changes where money goes has a second factor; trial accounts do without."""
    known = session_of(request)
    return known is None or not (known.has_second_factor or known.is_trial)


def _seen(application_id: int, visible: frozenset[Scope]) -> SellerApplication:
    with read_session() as session:
        application = application_seen(session, application_id, visible)
    return application or abort(HTTPStatus.NOT_FOUND)


def _one(application_id: int) -> str:
    return url_for("seller_application.one", application_id=application_id)


def _show_account(application_id: int, form: AccountChangeForm) -> str:
    with read_session() as session:
        application = application_seen(session, application_id, scopes("bank_account.edit"))
        if application is None:
            abort(HTTPStatus.NOT_FOUND)
        page = application_page(session, application, today())
    return render_template("marketplace/sellers/account.html", form=form, page=page)
