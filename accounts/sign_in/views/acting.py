"""`/tai-khoan/lam-thay`: for whom one may act, by their consent, and for whom one does."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.delegation.queries.delegations import consents_to
from accounts.delegation.services.consent import end_consent
from accounts.delegation.wording import consent_text, delegate_roles
from accounts.sign_in.services.acting import begin_acting, stop_acting
from accounts.sign_in.views.cookie import session_of
from core.access.declared import allowed
from core.clock import today
from core.db.sessions import read_session, transaction
from core.web.pages.addresses import page_of
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts

bp = Blueprint("acting", __name__, url_prefix="/tai-khoan/lam-thay")
ACT = "delegation.act"


@bp.get("")
@allowed(ACT)
def show() -> ResponseReturnValue:
    actor = current_actor()
    with read_session() as session:
        consents = consents_to(session, actor.account_id or 0, today())
    return render_template(
        "accounts/sign_in/acting.html",
        consents=consents,
        acting_for=actor.on_behalf_of,
        roles=delegate_roles(),
        text_of=consent_text,
    )


@bp.post("")
@accepts(FORM)
@allowed(ACT)
def choose() -> ResponseReturnValue:
    """`producer` is the slug of one who consented; empty: act for nobody."""
    current, actor = session_of(request), current_actor()
    if current is None:
        abort(HTTPStatus.NOT_FOUND)
    slug = request.form.get("producer", "")
    with transaction() as session:
        if slug:
            begin_acting(session, current.id, slug, actor=actor, today=today())
        else:
            stop_acting(session, current.id, actor=actor)
    return redirect(page_of("desk") if slug else url_for(".show"), HTTPStatus.SEE_OTHER)


@bp.post("/<int(max=2147483647):delegation_id>/thoi")
@accepts(FORM)
@allowed(ACT)
def give_back(delegation_id: int) -> ResponseReturnValue:
    """The delegate ends it, too."""
    with transaction() as session:
        end_consent(session, delegation_id, (), actor=current_actor())
    flash(_("Đã thôi làm thay. Cơ sở có thể đồng ý lại bất cứ lúc nào."))
    return redirect(url_for(".show"), HTTPStatus.SEE_OTHER)
