"""Attempts at a code, counted before they are looked at: six digits can be guessed."""

from datetime import timedelta

from accounts.second_factor.services.codes import accept_code
from core.access.sealed_texts import SealedTexts
from core.composition import services
from core.db.sessions import transaction
from core.limits.attempts import count_attempt, forget_attempts
from core.limits.limit import Limit

# By whoever knows the password: of a million codes three are right at any time.
CODES = Limit("second_factor.code", 10, timedelta(minutes=30))


def try_code(account_id: int, typed: str) -> None:
    """Raises TooManyAttempts, WrongCode."""
    own = {CODES: str(account_id)}
    with transaction() as session:
        count_attempt(session, own)
    with transaction() as session:
        accept_code(session, account_id, typed, sealed=services()[SealedTexts])
        forget_attempts(session, own)
