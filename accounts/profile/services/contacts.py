"""Another e-mail or number: confirmed where the new one reaches, told where the old one did."""

from contextlib import suppress

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts.confirmation.models import Confirmation
from accounts.confirmation.rules.codes import CodePurpose
from accounts.confirmation.services.codes import CodeRequest, Redemption, redeem, send_code
from accounts.messages.services.writing import Letter, write_message
from accounts.people.errors import IdentifierTaken
from accounts.people.models import Account
from accounts.people.queries.accounts import account_of
from accounts.people.rules.identifiers import Identifier
from core.access.actors import Actor
from core.audit.entries import record
from core.limits.limit import TooManyAttempts


def ask_to_reach(session: Session, account: Account, new: Identifier, *, source: str) -> str:
    """Send a code to a new mailbox or number; returns the token for the browser.

    Whoever has it in an account already is told so there; the answer here is the same.
    Raises TooManyAttempts.
    """
    known = account_of(session, new)
    return send_code(
        session,
        CodeRequest(
            CodePurpose.CONTACT,
            event="accounts.contact_known" if known else "accounts.contact_code",
            recipient=new,
            language=account.language,
            source=source,
            account_id=account.id,
        ),
    )


def change_contact(
    session: Session, account: Account, token: str, typed: str, *, actor: Actor
) -> Redemption:
    """Keep what the code confirms in the place of the old one. A wrong try is counted.

    Raises IdentifierTaken.
    """
    redemption = redeem(session, token, CodePurpose.CONTACT, typed)
    confirmed = redemption.confirmation
    if confirmed is None:
        return redemption
    if confirmed.account_id != account.id:
        return Redemption(None)
    if redemption.is_repeated:
        return redemption
    before = Identifier(email=account.email, phone=account.phone)
    kind = "email" if confirmed.email else "phone"
    setattr(account, kind, getattr(confirmed, kind))
    try:
        session.flush()
    except IntegrityError:
        raise IdentifierTaken from None
    record(
        session,
        actor=actor,
        action="account.contact_changed",
        subject=f"account:{account.id}",
        kind=kind,
    )
    _tell(session, account, before, confirmed)
    return redemption


def _tell(session: Session, account: Account, before: Identifier, confirmed: Confirmation) -> None:
    """All places where this person was reached before."""
    for place in (Identifier(email=before.email), Identifier(phone=before.phone)):
        if not str(place):
            continue
        letter = Letter("accounts.contact_changed", key=f"contact:{confirmed.id}:{place}")
        with suppress(TooManyAttempts), session.begin_nested():
            write_message(session, place, letter, account_id=account.id, language=account.language)
