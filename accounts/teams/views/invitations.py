"""`/loi-moi`: what somebody answers who is invited into a team, after signing in."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.teams.errors import InvitationGone
from accounts.teams.forms import InvitationCodeForm
from accounts.teams.queries.teams import invitation_with, invitations_to
from accounts.teams.services.invitations import (
    accept_invitation,
    decline_invitation,
    digest,
    is_invited,
)
from accounts.teams.services.workplaces import choose_workplace
from accounts.teams.wording import role_names, role_notes
from core.access.declared import allowed
from core.db.sessions import read_session, transaction
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once
from core.web.templating.paths import path_of

bp = Blueprint("invitations", __name__, url_prefix="/loi-moi")


@bp.get("")
@allowed("team.join")
def show() -> ResponseReturnValue:
    return _page(InvitationCodeForm(formdata=None))


@bp.post("")
@accepts(FORM)
@allowed("team.join")
def look() -> ResponseReturnValue:
    """By a code: it is shown what one is invited to, before anything is accepted."""
    form = InvitationCodeForm()
    if not form.validate_on_submit():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    code = form.code_read()
    with read_session() as session:
        invitation = invitation_with(session, digest(code))
    if invitation is None:
        form.code.errors = [
            _("Mã này hết dùng được: đã có người nhận, đã rút, hoặc quá 7 ngày. Hãy xin mã khác.")
        ]
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(form, code=code)


@bp.post("/<int(max=2147483647):invitation_id>")
@accepts(FORM)
@allowed("team.join")
def answer(invitation_id: int) -> ResponseReturnValue:
    """`action=accept` or `decline`; `code` where it was sent to another address of this person."""
    actor, code = current_actor(), request.form.get("code", "")
    declined = request.form.get("action") == "decline"
    try:
        with transaction() as session:
            claim_once(session, path_of("workplaces.show"))
            if not is_invited(session, invitation_id, actor.account_id or 0, code):
                abort(HTTPStatus.NOT_FOUND)
            if declined:
                decline_invitation(session, invitation_id, actor=actor)
            else:
                producer = accept_invitation(session, invitation_id, actor=actor)
                choose_workplace(session, actor.account_id or 0, producer)
    except InvitationGone:
        abort(HTTPStatus.NOT_FOUND)
    if declined:
        flash(_("Đã từ chối lời mời."))
        return redirect(path_of("invitations.show"), HTTPStatus.SEE_OTHER)
    flash(_("Bạn đã vào nhóm."))
    return redirect(path_of("team.show"), HTTPStatus.SEE_OTHER)


def _page(form: InvitationCodeForm, code: str = "") -> str:
    with read_session() as session:
        invitations = invitations_to(session, current_actor().account_id or 0)
        by_code = invitation_with(session, digest(code)) if code else None
    return render_template(
        "accounts/teams/invitations.html",
        form=form,
        invitations=invitations,
        by_code=by_code,
        code=code,
        role_names=role_names(),
        role_notes=role_notes(),
    )
