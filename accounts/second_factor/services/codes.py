"""Checking the code of a second factor: of the app, or one from paper. Each counts once."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from accounts.second_factor.errors import WrongCode
from accounts.second_factor.models import AuthenticatorApp, RecoveryCode
from accounts.second_factor.rules.one_time_codes import step_of
from accounts.second_factor.rules.recovery_codes import code_digest
from core.access.sealed_texts import SealedTexts
from core.clock import now

DIGITS = 6


def accept_code(session: Session, account_id: int, typed: str, *, sealed: SealedTexts) -> None:
    """Raises WrongCode."""
    code = "".join(typed.split())
    if len(code) == DIGITS and code.isascii() and code.isdigit():
        accepted = _accept_of_app(session, account_id, code, sealed)
    else:
        accepted = _accept_of_paper(session, account_id, code)
    if not accepted:
        raise WrongCode


def _accept_of_app(session: Session, account_id: int, code: str, sealed: SealedTexts) -> bool:
    """The row is locked before the check: one code sent twice at once counts once."""
    app = session.scalar(
        select(AuthenticatorApp).where(AuthenticatorApp.account_id == account_id).with_for_update()
    )
    secret = sealed.open(app.secret) if app else None
    step = step_of(secret, code, now()) if secret else None
    if app is None or step is None or step <= app.last_step:
        return False
    app.last_step = step
    return True


def _accept_of_paper(session: Session, account_id: int, code: str) -> bool:
    used = session.scalar(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.digest == code_digest(account_id, code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now())
        .returning(RecoveryCode.id)
    )
    return used is not None
