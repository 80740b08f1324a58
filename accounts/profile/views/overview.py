"""`/tai-khoan`: one's own account."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from accounts.people.models import Account
from core.access.declared import allowed
from core.db.sessions import read_session
from core.web.requests.access import current_actor

bp = Blueprint("profile", __name__)


@bp.get("/tai-khoan")
@allowed("account.read")
def show() -> ResponseReturnValue:
    with read_session() as session:
        account = session.get_one(Account, current_actor().account_id)
    return render_template("accounts/profile/overview.html", account=account)
