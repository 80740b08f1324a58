"""`/api/v1/tokens`: an access token for a program, by the password of its person."""

from http import HTTPStatus

import orjson
from flask import Blueprint, Response

from accounts.tokens.schemas import TokenBody
from accounts.tokens.services.tokens import issue_token
from accounts.tokens.views.proof import person_behind
from core.access.declared import allowed
from core.api.bodies import BadBody, body_refused, read_body
from core.db.sessions import transaction
from core.web.requests.bodies import JSON, accepts

bp = Blueprint("token_api", __name__)
bp.register_error_handler(BadBody, body_refused)


@bp.post("/api/v1/tokens")
@accepts(JSON, most=16_384)
@allowed("token.issue")
def issue() -> Response:
    """Raises BadBody, SignInRefused, WrongCode, TooManyAttempts."""
    body = read_body(TokenBody)
    actor = person_behind(body)
    with transaction() as session:
        issued = issue_token(session, actor.account_id or 0, body.name, actor=actor)
    return Response(orjson.dumps(issued), HTTPStatus.CREATED, mimetype="application/json")
