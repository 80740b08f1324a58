"""`/tai-khoan/lien-he`: another e-mail or number to sign in by and to be reached at."""

from http import HTTPStatus

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.confirmation.browser import give_token, take_token, token_for
from accounts.confirmation.rules.codes import CodePurpose
from accounts.confirmation.services.codes import Redemption, waits_for_code
from accounts.confirmation.wording import refused, too_many_codes
from accounts.people.errors import IdentifierTaken
from accounts.people.models import Account
from accounts.profile.forms import ContactCodeForm, ContactForm
from accounts.profile.services.contacts import ask_to_reach, change_contact
from accounts.sign_in.browser import knows_own_password
from accounts.sign_in.wording import own_password_wrong
from core.access.declared import allowed
from core.db.sessions import read_session, transaction
from core.limits.limit import TooManyAttempts
from core.limits.network_source import source
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts

bp = Blueprint("contacts", __name__, url_prefix="/tai-khoan/lien-he")


@bp.get("")
@allowed("account.read")
def form() -> ResponseReturnValue:
    return _show(ContactForm())


@bp.post("")
@accepts(FORM)
@allowed("account.edit")
def ask() -> ResponseReturnValue:
    form = ContactForm()
    if not form.validate_on_submit():
        return _show(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        if not knows_own_password(form.password.data or ""):
            form.password.errors = [own_password_wrong()]
            return _show(form), HTTPStatus.UNPROCESSABLE_ENTITY
        with transaction() as session:
            account = session.get_one(Account, current_actor().account_id)
            origin = source(request.remote_addr or "")
            token = ask_to_reach(session, account, form.read(), source=origin)
    except TooManyAttempts as no:
        form.form_errors.append(too_many_codes())
        return _show(form), no.status, {"Retry-After": str(no.seconds)}
    response = make_response(redirect(url_for("contacts.code"), HTTPStatus.SEE_OTHER))
    return give_token(response, CodePurpose.CONTACT, token)


@bp.get("/xac-nhan")
@allowed("account.read")
def code() -> ResponseReturnValue:
    return _show_code(ContactCodeForm())


@bp.post("/xac-nhan")
@accepts(FORM)
@allowed("account.edit")
def confirm() -> ResponseReturnValue:
    form = ContactCodeForm()
    if not form.validate_on_submit():
        return _show_code(form), HTTPStatus.UNPROCESSABLE_ENTITY
    redemption = _redemption(form.code.data or "")
    if redemption.confirmation is None:
        form.code.errors = [refused(redemption)]
        return _show_code(form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(_("Đã đổi liên hệ. Chúng tôi đã báo tới liên hệ cũ."))
    response = make_response(redirect(url_for("profile.show"), HTTPStatus.SEE_OTHER))
    return take_token(response, CodePurpose.CONTACT)


def _redemption(typed: str) -> Redemption:
    try:
        with transaction() as session:
            actor = current_actor()
            account = session.get_one(Account, actor.account_id)
            return change_contact(
                session, account, token_for(CodePurpose.CONTACT), typed, actor=actor
            )
    except IdentifierTaken:  # somebody else confirmed it meanwhile
        return Redemption(None)


def _show(form: ContactForm) -> str:
    with read_session() as session:
        account = session.get_one(Account, current_actor().account_id)
    return render_template("accounts/profile/contact.html", form=form, account=account)


def _show_code(form: ContactCodeForm) -> str:
    with read_session() as session:
        recipient = waits_for_code(session, token_for(CodePurpose.CONTACT), CodePurpose.CONTACT)
    return render_template("accounts/profile/contact_code.html", form=form, recipient=recipient)
