"""Setting up second factors, and taking them away."""

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from accounts.people.models import Account
from accounts.second_factor.errors import SecondFactorNeeded, WrongCode
from accounts.second_factor.models import AuthenticatorApp, Passkey, PasskeyChallenge, RecoveryCode
from accounts.second_factor.queries.factors import second_factors
from accounts.second_factor.rules.one_time_codes import step_of
from accounts.second_factor.rules.recovery_codes import code_digest, new_codes
from accounts.sign_in.queries.signed_in import grants_of
from accounts.sign_in.rules.stages import needs_second_factor
from core.access.actors import Actor
from core.access.sealed_texts import SealedTexts
from core.audit.entries import record
from core.clock import now
from core.errors import NotFound


def set_up_app(
    session: Session, account: Account, secret: str, code: str, *, sealed: SealedTexts
) -> None:
    """A new one takes the place of the one before. Raises WrongCode."""
    step = step_of(secret, code, now())
    if step is None:
        raise WrongCode
    values = {"secret": sealed.seal(secret), "last_step": step, "created_at": now()}
    session.execute(
        insert(AuthenticatorApp)
        .values(account_id=account.id, **values)
        .on_conflict_do_update(index_elements=[AuthenticatorApp.account_id], set_=values)
    )
    begin(session, account, "app")


def begin(session: Session, account: Account, kind: str) -> None:
    """From now on a password alone does not let this person in."""
    account.second_factor_since = account.second_factor_since or now()
    _put_on_record(session, "second_factor.set_up", account, kind)


def remove_app(session: Session, account: Account) -> None:
    """Raises SecondFactorNeeded."""
    session.execute(delete(AuthenticatorApp).where(AuthenticatorApp.account_id == account.id))
    _end(session, account, "app")


def remove_passkey(session: Session, account: Account, passkey_id: int) -> None:
    """Raises NotFound, SecondFactorNeeded."""
    gone = session.scalar(
        delete(Passkey)
        .where(Passkey.id == passkey_id, Passkey.account_id == account.id)
        .returning(Passkey.id)
    )
    if gone is None:
        raise NotFound
    _end(session, account, "passkey")


def make_recovery_codes(session: Session, account: Account) -> list[str]:
    """New ones, shown once; those made before are worth nothing any more."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = new_codes()
    session.execute(
        insert(RecoveryCode),
        [{"account_id": account.id, "digest": code_digest(account.id, code)} for code in codes],
    )
    _put_on_record(session, "second_factor.codes_made", account, "paper")
    return codes


def forget_factors(session: Session, account_id: int) -> None:
    """All of them, as when the account is deleted."""
    for table in (AuthenticatorApp, Passkey, PasskeyChallenge, RecoveryCode):
        session.execute(delete(table).where(table.account_id == account_id))
    session.execute(
        update(Account).where(Account.id == account_id).values(second_factor_since=None)
    )


def _end(session: Session, account: Account, kind: str) -> None:
    if second_factors(session, account.id).count == 0:
        if needs_second_factor(grants_of(session, account.id), is_trial=account.is_trial):
            raise SecondFactorNeeded
        forget_factors(session, account.id)
    _put_on_record(session, "second_factor.removed", account, kind)


def _put_on_record(session: Session, action: str, account: Account, kind: str) -> None:
    record(
        session,
        actor=Actor(account.full_name, account.id),
        action=action,
        subject=f"account:{account.id}",
        kind=kind,
    )
