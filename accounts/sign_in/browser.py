"""Becoming somebody: a session of its own for a browser that has proved whose it is."""

from http import HTTPStatus

from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue

from accounts.people.models import Account
from accounts.people.services.passwords import is_password
from accounts.sign_in.queries.signed_in import SignedIn, grants_of
from accounts.sign_in.rules.limits import OWN_PASSWORD
from accounts.sign_in.services.sessions import begin_session, end_session
from accounts.sign_in.views.cookie import hand_out, read_actor, session_of, take_back
from accounts.sign_in.views.leading import after_password
from core.access.actors import Actor
from core.db.sessions import read_session, transaction
from core.limits.attempts import count_attempt, forget_attempts
from core.web.desks.frame import desk_of

HOME = "/"
__all__ = [
    "current_session",
    "enter_as",
    "hand_out",
    "knows_own_password",
    "read_actor",
    "session_of",
    "take_back",
]


def enter_as(account_id: int, next_: str | None = None) -> ResponseReturnValue:
    """Begin a new session, end the one the browser had, and lead on: else to their desk."""
    before = session_of(request)
    with transaction() as session:
        if before:
            end_session(session, before.id)
        token = begin_session(session, account_id, device=request.user_agent.string)
        actor = Actor("", account_id, grants_of(session, account_id))
        next_ = after_password(session, account_id, next_ or desk_of(actor) or HOME)
    return hand_out(make_response(redirect(next_, HTTPStatus.SEE_OTHER)), token)


def current_session() -> SignedIn:
    """That of this request, whose view is for people with a session alone."""
    known = session_of(request)
    assert known is not None
    return known


def knows_own_password(typed: str) -> bool:
    """Whether whoever is signed in here knows the password. Raises TooManyAttempts."""
    account_id = current_session().actor.account_id
    own = {OWN_PASSWORD: str(account_id)}
    with transaction() as session:
        count_attempt(session, own)
    with read_session() as session:
        hashed = session.get_one(Account, account_id).password_hash
    if not is_password(typed, hashed):
        return False
    with transaction() as session:
        forget_attempts(session, own)
    return True
