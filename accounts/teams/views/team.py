"""`/co-so-cua-toi/thanh-vien`: who works for a producer; inviting, changing, removing, leaving."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.teams.errors import AlreadyMember, InvitationGone, LastOwner, TooManyInvitations
from accounts.teams.forms import InvitationForm, MemberForm
from accounts.teams.queries.teams import open_invitations, team_of
from accounts.teams.services.invitations import invite, withdraw_invitation
from accounts.teams.services.membership import change_role, end_membership
from accounts.teams.wording import role_names
from core.access.declared import allowed
from core.codes import printed
from core.db.sessions import read_session, transaction
from core.web.desks.workplace import current_workplace, scopes_here
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once
from core.web.templating.paths import path_of

bp = Blueprint("team", __name__, url_prefix="/co-so-cua-toi/thanh-vien")


@bp.get("")
@allowed("team.read")
def show() -> ResponseReturnValue:
    return _page(InvitationForm())


@bp.post("")
@accepts(FORM)
@allowed("team.edit", seen_by="team.read")
def add() -> ResponseReturnValue:
    form = InvitationForm()
    if not form.validate_on_submit():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    identifier, role = form.invited()
    try:
        with transaction() as session:
            claim_once(session)
            code = invite(session, _producer("team.edit"), identifier, role, actor=current_actor())
    except AlreadyMember:
        form.identifier.errors = [_("Người này đã ở trong nhóm; vai trò đổi được ở danh sách.")]
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    except TooManyInvitations as no:
        form.form_errors.append(_("Đang có %(most)s lời mời chờ trả lời. Hãy rút bớt.", **no.facts))
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(
        _("Đã gửi lời mời tới %(who)s. Mã mời: %(code)s. Nếu người đó không nhận được tin, hãy đưa"
          " mã này; mã chỉ hiện một lần.", who=identifier, code=printed(code))
    )  # fmt: skip
    return redirect(path_of("team.show"), HTTPStatus.SEE_OTHER)


@bp.post("/<int(max=2147483647):account_id>")
@accepts(FORM)
@allowed("team.edit", seen_by="team.read")
def change(account_id: int) -> ResponseReturnValue:
    """`role` makes the member that; `action=remove` takes them out of the team."""
    form, is_removal = MemberForm(), request.form.get("action") == "remove"
    if not (is_removal or form.validate_on_submit()):
        abort(HTTPStatus.UNPROCESSABLE_ENTITY)
    producer, actor = _producer("team.edit"), current_actor()
    try:
        with transaction() as session:
            claim_once(session)
            if is_removal:
                end_membership(session, producer, account_id, actor=actor)
            else:
                change_role(session, producer, account_id, form.chosen(), actor=actor)
    except LastOwner:
        return _last_owner()
    flash(_("Đã đưa ra khỏi nhóm.") if is_removal else _("Đã đổi vai trò."))
    return redirect(path_of("team.show"), HTTPStatus.SEE_OTHER)


@bp.post("/roi")
@accepts(FORM)
@allowed("team.leave")
def leave() -> ResponseReturnValue:
    actor = current_actor()
    try:
        with transaction() as session:
            claim_once(session, path_of("workplaces.show"))
            end_membership(session, _producer("team.leave"), actor.account_id or 0, actor=actor)
    except LastOwner:
        return _last_owner()
    flash(_("Bạn đã rời nhóm."))
    return redirect(path_of("workplaces.show"), HTTPStatus.SEE_OTHER)


@bp.post("/loi-moi/<int(max=2147483647):invitation_id>")
@accepts(FORM)
@allowed("team.edit", seen_by="team.read")
def withdraw(invitation_id: int) -> ResponseReturnValue:
    try:
        with transaction() as session:
            claim_once(session)
            producer = _producer("team.edit")
            withdraw_invitation(session, producer, invitation_id, actor=current_actor())
    except InvitationGone:
        abort(HTTPStatus.NOT_FOUND)
    flash(_("Đã rút lời mời."))
    return redirect(path_of("team.show"), HTTPStatus.SEE_OTHER)


def _producer(action: str) -> int:
    """The one that was shown with the form, if this person may do it there."""
    here = current_workplace()
    if here is None or not scopes_here(action):
        abort(HTTPStatus.NOT_FOUND)
    if request.form.get("producer", here.slug) != here.slug:  # chosen anew in another tab
        abort(HTTPStatus.CONFLICT)
    return here.producer_id


def _last_owner() -> ResponseReturnValue:
    form = InvitationForm(formdata=None)
    form.form_errors = [
        _("Cơ sở phải luôn có một chủ đăng nhập được. Hãy cho một người khác làm chủ trước.")
    ]
    return _page(form), HTTPStatus.CONFLICT


def _page(form: InvitationForm) -> str:
    here = current_workplace()
    if here is None:
        abort(HTTPStatus.NOT_FOUND)
    with read_session() as session:
        members = team_of(session, here.producer_id)
        invitations = open_invitations(session, here.producer_id)
    return render_template(
        "accounts/teams/team.html",
        form=form,
        here=here,
        members=members,
        invitations=invitations,
        role_names=role_names(),
        may_edit=bool(scopes_here("team.edit")),
        me=current_actor().account_id,
    )
