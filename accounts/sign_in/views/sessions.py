"""`/tai-khoan/phien`: where one is signed in, and ending that from here."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.sign_in.browser import current_session
from accounts.sign_in.queries.own import sessions_of
from accounts.sign_in.services.sessions import end_own_session, end_sessions_of
from core.access.declared import allowed
from core.db.sessions import read_session, transaction
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts

bp = Blueprint("sessions", __name__)
LONGEST_NUMBER = 9


@bp.get("/tai-khoan/phien")
@allowed("account.read")
def show() -> ResponseReturnValue:
    current = current_session()
    with read_session() as session:
        own = sessions_of(session, current_actor().account_id or 0)
    return render_template("accounts/sign_in/sessions.html", sessions=own, current=current.id)


@bp.post("/tai-khoan/phien")
@accepts(FORM)
@allowed("account.edit")
def end() -> ResponseReturnValue:
    """`session`: the number of one; without it all but this one."""
    current, typed = current_session(), request.form.get("session", "")
    account_id = current_actor().account_id or 0
    with transaction() as session:
        if not typed:
            ended = len(end_sessions_of(session, account_id, but=current.id))
        else:
            is_number = typed.isdecimal() and len(typed) <= LONGEST_NUMBER
            ended = end_own_session(session, account_id, int(typed)) if is_number else 0
    if typed and not ended:
        abort(HTTPStatus.NOT_FOUND)
    flash(_("Đã đăng xuất thiết bị đó.") if typed else _("Đã đăng xuất mọi thiết bị khác."))
    return redirect(url_for("sessions.show"), HTTPStatus.SEE_OTHER)
