"""Passkeys: what a small module of ours asks for, and sends, to add one or to sign in by one."""

from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

import orjson
from flask import Blueprint, Request, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from accounts.people.models import Account
from accounts.second_factor.errors import SecondStepRequired
from accounts.second_factor.rules.relying_party import LOCAL, RelyingParty, relying_party
from accounts.second_factor.schemas import KeyAnswer, NewKey
from accounts.second_factor.services.passkeys import (
    accept_passkey,
    authentication_options,
    register_passkey,
    registration_options,
)
from accounts.second_factor.views.gate import SET_UP
from accounts.sign_in.browser import hand_out, session_of
from accounts.sign_in.queries.signed_in import SignedIn
from accounts.sign_in.rules.stages import Stage
from accounts.sign_in.services.sessions import renew_session
from core.access.declared import ENTRANCE, allowed, fresh
from core.api.bodies import BadBody, body_refused, read_body
from core.composition import services
from core.db.sessions import transaction
from core.web.requests.bodies import JSON, accepts

bp = Blueprint("passkeys", __name__)
bp.register_error_handler(BadBody, body_refused)
FRESH = timedelta(minutes=15)
ON_THIS_MACHINE = {LOCAL, "127.0.0.1", "[::1]", "::1"}


def party_of(request: Request) -> RelyingParty | None:
    """Our public address; on a trial run also localhost, where it is asked for by that name."""
    public = services().public_url
    if request.host == urlsplit(public).netloc:
        return relying_party(public)
    is_trial = urlsplit(public).hostname in ON_THIS_MACHINE
    return relying_party(f"http://{request.host}") if is_trial else None


@bp.post("/tai-khoan/hai-buoc/khoa/lua-chon")
@accepts(JSON)
@allowed("second_factor.edit")
@fresh(FRESH)
def ask_new() -> Response:
    party, known = _party(), _signed_in()
    with transaction() as session:
        account = session.get_one(Account, known.account_id)
        options = registration_options(session, account, party)
    return Response(options, mimetype="application/json")


@bp.post("/tai-khoan/hai-buoc/khoa")
@accepts(JSON, most=65_536)
@allowed("second_factor.edit")
@fresh(FRESH)
def add() -> ResponseReturnValue:
    """Raises BadBody, KeyRefused."""
    party, known, body = _party(), _signed_in(), read_body(NewKey)
    with transaction() as session:
        account = session.get_one(Account, known.account_id, with_for_update=True)
        answer = orjson.dumps(body.credential).decode()
        register_passkey(session, account, answer, body.name, party)
        token = renew_session(session, known.id, by_second_factor=True)
    return hand_out(_next(url_for(f"{SET_UP}.show"), HTTPStatus.CREATED), token)


@bp.post("/dang-nhap/buoc-hai/khoa/lua-chon")
@accepts(JSON)
@allowed(ENTRANCE)
def ask_known() -> Response:
    """Raises SecondStepRequired."""
    party, known = _party(), _waiting()
    with transaction() as session:
        options = authentication_options(session, known.account_id, party)
    return Response(options, mimetype="application/json")


@bp.post("/dang-nhap/buoc-hai/khoa")
@accepts(JSON, most=65_536)
@allowed(ENTRANCE)
def enter() -> ResponseReturnValue:
    """Raises BadBody, KeyRefused, SecondStepRequired."""
    party, known, body = _party(), _waiting(), read_body(KeyAnswer)
    with transaction() as session:
        accept_passkey(session, known.account_id, orjson.dumps(body.credential).decode(), party)
        token = renew_session(session, known.id, by_second_factor=True)
    return hand_out(_next("", HTTPStatus.OK), token)


def _next(address: str, status: HTTPStatus) -> Response:
    """Where the module leads on; empty: to where the page itself knows."""
    return Response(orjson.dumps({"next": address}), status, mimetype="application/json")


def _party() -> RelyingParty:
    return party_of(request) or abort(HTTPStatus.NOT_FOUND)


def _signed_in() -> SignedIn:
    known = session_of(request)
    return known or abort(HTTPStatus.NOT_FOUND)


def _waiting() -> SignedIn:
    """Also for a new proof of who is signed in already."""
    known = session_of(request)
    if known is None or known.stage is Stage.SET_UP:
        raise SecondStepRequired
    return known
