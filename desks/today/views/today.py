"""`/co-so-cua-toi`: what a producer has to do now."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from core.access.declared import allowed
from core.clock import today
from core.composition import services
from core.db.sessions import read_session
from core.web.desks.tasks import TaskSources
from core.web.desks.workplace import scopes_here, workplaces
from core.web.templating.paths import path_of

bp = Blueprint("desk_today", __name__)
MOST_SHOWN = 40


@bp.get("/co-so-cua-toi")
@allowed("desk.open")
def show() -> ResponseReturnValue:
    """Who has several producers chooses one first; who has none is led to the way to one."""
    places, day = workplaces(), today()
    if not places or (len(places) > 1 and not places[0].is_chosen):
        return redirect(path_of("workplaces.show"), HTTPStatus.SEE_OTHER)
    with read_session() as session:
        tasks = services()[TaskSources].tasks(
            session, places[0].producer_id, day, may=lambda action: bool(scopes_here(action))
        )
    return render_template(
        "desks/today/today.html",
        here=places[0],
        has_others=len(places) > 1,
        tasks=tasks[:MOST_SHOWN],
        more=len(tasks[MOST_SHOWN:]),
        day=day,
    )
