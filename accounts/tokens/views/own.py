"""`/tai-khoan/ma-truy-cap`: the programs that act for a person, and how to stop one."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.tokens.queries.tokens import tokens_of
from accounts.tokens.services.tokens import end_token
from core.access.declared import allowed
from core.db.sessions import read_session, transaction
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts

bp = Blueprint("tokens", __name__, url_prefix="/tai-khoan/ma-truy-cap")


@bp.get("")
@allowed("token.edit")
def show() -> ResponseReturnValue:
    with read_session() as session:
        tokens = tokens_of(session, current_actor().account_id or 0)
    return render_template("accounts/tokens/tokens.html", tokens=tokens)


@bp.post("/<int(max=2147483647):token_id>/thu-hoi")
@accepts(FORM)
@allowed("token.edit")
def end(token_id: int) -> ResponseReturnValue:
    """Raises NotFound."""
    with transaction() as session:
        end_token(session, token_id, actor=current_actor())
    flash(_("Đã thu hồi. Chương trình đó không vào được nữa."))
    return redirect(url_for("tokens.show"), HTTPStatus.SEE_OTHER)
