"""`/co-so-cua-toi/chon`: choosing at whose desk one works."""

from http import HTTPStatus

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from accounts.teams.queries.workplaces import workplaces_of
from accounts.teams.services.workplaces import choose_workplace
from core.access.actors import Actor
from core.access.declared import allowed
from core.access.workplaces import Workplace
from core.composition import services
from core.db.sessions import read_session, transaction
from core.web.desks.workplace import workplaces
from core.web.pages.addresses import PageAddresses, page_of
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts

bp = Blueprint("workplaces", __name__, url_prefix="/co-so-cua-toi/chon")


def read_workplaces(actor: Actor, producer_ids: frozenset[int]) -> tuple[Workplace, ...]:
    with read_session() as session:
        return workplaces_of(session, actor, producer_ids)


@bp.get("")
@allowed("desk.open")
def show() -> ResponseReturnValue:
    return _page()


@bp.post("")
@accepts(FORM)
@allowed("desk.read", seen_by="desk.open")
def choose() -> ResponseReturnValue:
    slug = request.form.get("producer")
    if slug is None:
        return _page(), HTTPStatus.UNPROCESSABLE_ENTITY
    place = next((place for place in workplaces() if place.slug == slug), None)
    if place is None:
        abort(HTTPStatus.NOT_FOUND)
    with transaction() as session:
        choose_workplace(session, current_actor().account_id or 0, place.producer_id)
    return redirect(page_of("desk"), HTTPStatus.SEE_OTHER)


def _page() -> str:
    known = "application" in services()[PageAddresses]
    return render_template(
        "accounts/teams/workplaces.html",
        workplaces=workplaces(),
        application=page_of("application") if known else None,
    )
