"""`/quan-tri/ho-so/…/tai-khoan`: the second person's word about a seller's new bank account."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access.declared import allowed
from core.db.sessions import transaction
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts
from marketplace.sellers import wording
from marketplace.sellers.errors import DecisionNotPossible
from marketplace.sellers.forms.bank_account import AccountDecisionForm
from marketplace.sellers.services.account_changes import decide_account
from marketplace.sellers.views.review import show_page

bp = Blueprint("seller_account", __name__, url_prefix="/quan-tri/ho-so")


@bp.post("/<int:application_id>/tai-khoan")
@accepts(FORM)
@allowed("bank_account.confirm", seen_by="application.review")
def decide(application_id: int) -> ResponseReturnValue:
    form = AccountDecisionForm()
    if not form.validate_on_submit():
        return show_page(application_id, account=form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction() as session:
            decide_account(
                session, application_id, is_confirmed=form.is_confirmed,
                reason=form.reason.data or "", actor=current_actor(),
            )  # fmt: skip
    except DecisionNotPossible:
        form.form_errors.append(wording.no_account_waits())
        return show_page(application_id, account=form), HTTPStatus.CONFLICT
    flash(_("Đã ghi. Chủ cơ sở được báo."))
    there = url_for("seller_review.one", application_id=application_id)
    return redirect(there, HTTPStatus.SEE_OTHER)
