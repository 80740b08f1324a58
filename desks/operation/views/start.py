"""`/quan-tri`: where an operator begins: what waits for a decision, and whether all parts work."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from core.access.declared import allowed
from core.clock import now
from core.composition import services
from core.db.sessions import read_session
from core.web.requests.access import scopes
from desks.operation.queries.health import operational_health
from desks.operation.queries.waiting import waiting_decisions
from search.engine import SearchEngine

bp = Blueprint("operation", __name__)


@bp.get("/quan-tri")
@allowed("operation.read")
def show() -> ResponseReturnValue:
    with read_session() as session:
        waiting = waiting_decisions(session, scopes("application.read"))
        health = operational_health(session, services()[SearchEngine])
    return render_template("desks/operation/start.html", waiting=waiting, health=health, at=now())
