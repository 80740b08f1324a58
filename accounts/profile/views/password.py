"""`/tai-khoan/mat-khau`: a new password in the place of the old one."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.people.errors import PasswordRefused
from accounts.people.wording import password_refused
from accounts.profile.forms import PasswordForm
from accounts.profile.services.passwords import change_password
from accounts.sign_in.browser import current_session, knows_own_password
from accounts.sign_in.wording import own_password_wrong, too_many
from core.access.declared import allowed
from core.db.sessions import transaction
from core.limits.limit import TooManyAttempts
from core.web.requests.bodies import FORM, accepts

bp = Blueprint("password", __name__)


@bp.get("/tai-khoan/mat-khau")
@allowed("account.read")
def form() -> ResponseReturnValue:
    return _show(PasswordForm())


@bp.post("/tai-khoan/mat-khau")
@accepts(FORM)
@allowed("account.edit")
def change() -> ResponseReturnValue:
    form = PasswordForm()
    if not (form.validate_on_submit() and _is_own(form)):
        return _show(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction() as session:
            change_password(session, current_session(), form.new_password.data or "")
    except PasswordRefused as no:
        form.new_password.errors = [password_refused(no.fault)]
        return _show(form), no.status
    flash(_("Đã đổi mật khẩu. Các thiết bị khác đã bị đăng xuất."))
    return redirect(url_for("profile.show"), HTTPStatus.SEE_OTHER)


def _is_own(form: PasswordForm) -> bool:
    try:
        if knows_own_password(form.old_password.data or ""):
            return True
        form.old_password.errors = [own_password_wrong()]
    except TooManyAttempts as no:
        form.old_password.errors = [too_many(no)]
    return False


def _show(form: PasswordForm) -> str:
    return render_template("accounts/profile/password.html", form=form)
