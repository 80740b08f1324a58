"""The cookie by which a browser may type the code it asked for, and no other browser may."""

from flask import Response, request

from accounts.confirmation.rules.codes import LIFE, CodePurpose
from core.composition import services
from core.web.requests.cookies import cookie

SENDINGS = 4  # as long as somebody may ask for another code


def token_for(purpose: CodePurpose) -> str:
    return cookie(request, _name(purpose)) or ""


def give_token(response: Response, purpose: CodePurpose, token: str) -> Response:
    response.set_cookie(
        _name(purpose),
        token,
        max_age=LIFE * SENDINGS,
        secure=services().https,
        httponly=True,
        samesite="Strict",
    )
    return response


def take_token(response: Response, purpose: CodePurpose) -> Response:
    response.delete_cookie(
        _name(purpose), secure=services().https, httponly=True, samesite="Strict"
    )
    return response


def _name(purpose: CodePurpose) -> str:
    return f"{'__Host-' if services().https else ''}ma-{purpose.replace('_', '-')}"
