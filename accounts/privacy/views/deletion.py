"""`/tai-khoan/xoa`: deleting one's account."""

from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.people.models import Account
from accounts.privacy.forms import DeletionForm
from accounts.privacy.services.erasure import erase_account
from accounts.privacy.services.holdings import Holdings
from accounts.privacy.wording import kept
from accounts.sign_in.browser import knows_own_password, take_back
from accounts.sign_in.wording import too_many
from core.access.declared import ENTRANCE, allowed, fresh
from core.composition import services
from core.db.sessions import transaction
from core.limits.limit import TooManyAttempts
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts

bp = Blueprint("deletion", __name__, url_prefix="/tai-khoan")
FRESH = timedelta(minutes=15)


@bp.get("/xoa")
@allowed("account.edit")
@fresh(FRESH)
def form() -> ResponseReturnValue:
    return _page(DeletionForm())


@bp.post("/xoa")
@accepts(FORM)
@allowed("account.edit")
@fresh(FRESH)
def delete() -> ResponseReturnValue:
    form = DeletionForm()
    if not form.validate_on_submit():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        if not knows_own_password(form.password.data or ""):
            form.password.errors = [_("Mật khẩu không đúng. Chưa xoá gì cả.")]
            return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    except TooManyAttempts as no:
        form.password.errors = [too_many(no)]
        return _page(form), no.status
    actor = current_actor()
    with transaction() as session:
        account = session.get_one(Account, actor.account_id, with_for_update=True)
        erase_account(session, account, services()[Holdings], actor=actor)
    return take_back(make_response(redirect(url_for("deletion.done"), HTTPStatus.SEE_OTHER)))


@bp.get("/da-xoa")
@allowed(ENTRANCE)
def done() -> ResponseReturnValue:
    return render_template("accounts/privacy/deleted.html")


def _page(form: DeletionForm) -> str:
    return render_template(
        "accounts/privacy/deletion.html", form=form, kept=kept(services()[Holdings])
    )
