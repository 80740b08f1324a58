"""Is it alive, and can it serve? For the machine that watches it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from core.db.sessions import read_session

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def alive() -> ResponseReturnValue:
    return {"status": "ok"}


@bp.get("/readyz")
def ready() -> ResponseReturnValue:
    """Ready means that the database answers; an unreachable one is a 503 by the error handler."""
    with read_session() as session:
        session.execute(text("SELECT 1"))
    return {"status": "ready"}
