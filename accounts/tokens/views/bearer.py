"""The person behind a request: by a bearer token where one comes along, else by the cookie."""

from flask import Request

from accounts.sign_in import browser
from accounts.tokens.queries.tokens import token_holder
from accounts.tokens.services.tokens import TOUCHED_EVERY, touch_token
from core.access.actors import STRANGER, Actor
from core.clock import now
from core.composition import services
from core.db.sessions import read_session, transaction
from core.web.requests.bearer import bearer_token


def read_actor(request: Request) -> Actor:
    """A token that does not hold is nobody's, whatever cookie comes along."""
    token = bearer_token(request)
    if token is None:
        return browser.read_actor(request)
    with read_session() as session:
        holder = token_holder(session, token)
    if holder is None or (holder.is_trial and services().https):
        return STRANGER
    if holder.used_at is None or now() - holder.used_at > TOUCHED_EVERY:
        with transaction() as session:
            touch_token(session, holder.id)
    return holder.actor
