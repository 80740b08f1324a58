"""Health check: is it alive, and can it serve? For the machine that watches it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from core.access.declared import PUBLIC, allowed
from core.db.sessions import read_session
from core.jobs.waiting import is_worker_running

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@allowed(PUBLIC)
def alive() -> ResponseReturnValue:
    return {"status": "ok"}


@bp.get("/readyz")
@allowed(PUBLIC)
def ready() -> ResponseReturnValue:
    """Ready means that the database answers; an unreachable one is a 503 by the error handler.

    A worker that is away is named, and takes no page away: pages whose counts wait for it say so.
    """
    with read_session() as session:
        worker = "running" if is_worker_running(session) else "away"
    return {"status": "ready", "worker": worker}
