"""A forgotten password: a new one is set by whoever a code reaches."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.confirmation.rules.codes import CodePurpose
from accounts.confirmation.services.codes import CodeRequest, Redemption, redeem, send_code
from accounts.people.models import Account
from accounts.people.queries.accounts import account_of
from accounts.people.rules.identifiers import Identifier
from accounts.people.services.passwords import check_password, hash_password
from accounts.sign_in.rules.limits import of_account
from accounts.sign_in.services.passwords import set_password
from core.access.actors import Actor
from core.limits.attempts import forget_attempts


@dataclass(frozen=True, slots=True)
class Reset:
    """What somebody typed who had a code sent, in the browser that holds its token."""

    token: str
    code: str
    password: str
    source: str


def ask_for_reset(session: Session, identifier: Identifier, *, language: str, source: str) -> str:
    """Send a code; returns the token that the browser is to hold. Raises TooManyAttempts.

    For somebody without an account the same is done, and nothing sent.
    """
    known = account_of(session, identifier)
    may = known is not None and known.may_sign_in
    return send_code(
        session,
        CodeRequest(
            CodePurpose.PASSWORD,
            event="accounts.reset_code" if may else "accounts.reset.nobody",
            recipient=identifier,
            language=known.language if known else language,
            source=source,
            account_id=known.id if known and may else None,
        ),
    )


def reset_password(session: Session, reset: Reset) -> Redemption:
    """Set a new password by a code; ends all sessions. A wrong try is counted.

    Raises PasswordRefused: the code can be used again then.
    """
    hashed = hash_password(reset.password)  # before the transaction begins
    redemption = redeem(session, reset.token, CodePurpose.PASSWORD, reset.code)
    confirmed = redemption.confirmation
    if confirmed is None or redemption.is_repeated:
        return redemption
    account = session.get(Account, confirmed.account_id) if confirmed.account_id else None
    if account is None or not account.may_sign_in:
        return Redemption(None)
    check_password(reset.password, account.email, account.phone, account.full_name)
    set_password(session, account, hashed, actor=Actor(account.full_name, account.id))
    forget_attempts(session, of_account(str(confirmed.recipient), reset.source))
    return redemption
