"""`/api/v1/me`: who is signed in. The one personal thing that public pages ask for."""

import orjson
from flask import Blueprint, Response

from accounts.sign_in.queries.me import me
from core.access.declared import allowed
from core.composition import services
from core.db.sessions import read_session
from core.web.personal import CartItems
from core.web.requests.access import current_actor

bp = Blueprint("me", __name__)


@bp.get("/api/v1/me")
@allowed("me.read")
def show() -> Response:
    """For our own pages alone, and for nobody's cache."""
    cart_items = services()[CartItems].count()
    with read_session() as session:
        person = me(session, current_actor(), cart_items=cart_items)
    response = Response(orjson.dumps(person), mimetype="application/json")
    response.headers["Cache-Control"] = "private, no-store"
    return response
