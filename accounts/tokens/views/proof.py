"""Who asks for a token: by the password, and by a second factor where the account has one."""

from flask import request

from accounts.people.models import Account
from accounts.second_factor.browser import try_code
from accounts.second_factor.errors import SecondFactorNeeded
from accounts.sign_in.queries.signed_in import grants_of
from accounts.sign_in.rules.stages import Stage, needs_second_factor, stage
from accounts.sign_in.services.attempts import Attempt, claimed, count, succeed
from accounts.tokens.errors import SignInRefused
from accounts.tokens.schemas import TokenBody
from core.access.actors import Actor
from core.composition import services
from core.db.sessions import read_session, transaction
from core.limits.network_source import source


def person_behind(body: TokenBody) -> Actor:
    """Raises SignInRefused, SecondFactorNeeded, WrongCode, TooManyAttempts."""
    account_id = _by_password(body)
    with read_session() as session:
        account = session.get_one(Account, account_id)
        grants = grants_of(session, account_id)
        actor = Actor(account.full_name, account_id, grants)
        reached = stage(
            has_factor=account.second_factor_since is not None,
            gave_factor=False,
            needs_factor=needs_second_factor(grants, is_trial=account.is_trial),
        )
        if account.is_trial and services().https:
            raise SignInRefused
    if reached is Stage.SET_UP:
        raise SecondFactorNeeded
    if reached is Stage.SECOND_STEP:
        try_code(account_id, body.code)
    return actor


def _by_password(body: TokenBody) -> int:
    attempt = Attempt(body.identifier, body.password, source(request.remote_addr or ""))
    with transaction() as session:
        count(session, attempt)
    with read_session() as session:
        person = claimed(session, attempt, with_trial=not services().https)
    if not person.is_proved_by(body.password) or person.account_id is None:
        raise SignInRefused
    with transaction() as session:
        succeed(session, attempt, person.account_id)
    return person.account_id
