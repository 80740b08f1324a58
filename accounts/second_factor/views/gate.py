"""What somebody has to do before they may go on: the second step, its set-up, or a new proof."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Request
from flask.typing import ResponseReturnValue

from accounts.second_factor.errors import ProofRequired, SecondStepRequired
from accounts.sign_in.browser import session_of
from accounts.sign_in.queries.signed_in import SignedIn
from accounts.sign_in.rules.stages import Stage
from core.access.declared import action_of, freshness
from core.clock import now
from core.web.requests.access import lead_to
from core.web.requests.bearer import bearer_token
from core.web.requests.inputs import READS
from core.web.requests.negotiation import prefers_json

# Pages by the names under which wiring registers them.
SECOND_STEP, SET_UP, PROOF = "second_step", "second_factor", "proof"
SETTING_UP = {"second_factor.edit", "account.prove"}  # what is open before there is a factor
TO_TYPE = 2  # so many times longer may take what was begun in time


def detour(request: Request, view: Callable[..., Any]) -> ResponseReturnValue | None:
    """Raises SecondStepRequired or ProofRequired where a program asks, which cannot be led."""
    within = freshness(view)
    if bearer_token(request) is not None:
        if within:
            raise ProofRequired
        return None
    known = session_of(request)
    if known is None:
        return None
    if known.stage is Stage.SECOND_STEP:
        return _lead(request, SECOND_STEP, SecondStepRequired())
    if known.stage is Stage.SET_UP and action_of(view) not in SETTING_UP:
        return _lead(request, SET_UP, SecondStepRequired())
    if within and not _is_fresh(known, within if request.method in READS else within * TO_TYPE):
        return _lead(request, PROOF, ProofRequired())
    return None


def _lead(request: Request, page: str, refusal: Exception) -> ResponseReturnValue:
    if request.path.startswith("/api/") or prefers_json():
        raise refusal
    return lead_to(page, request)


def _is_fresh(known: SignedIn, within: timedelta) -> bool:
    """By the second factor where there is one."""
    proved_at = known.second_factor_at if known.has_second_factor else known.authenticated_at
    return proved_at is not None and now() - proved_at <= within
