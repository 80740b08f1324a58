"""One's own password, changed by whoever knows the old one."""

from sqlalchemy.orm import Session

from accounts.people.models import Account
from accounts.people.services.passwords import check_password, hash_password
from accounts.sign_in.queries.signed_in import SignedIn
from accounts.sign_in.services.passwords import set_password


def change_password(session: Session, by: SignedIn, password: str) -> None:
    """Ends all sessions but the one it is changed in. Raises PasswordRefused."""
    hashed = hash_password(password)  # before the transaction begins
    account = session.get_one(Account, by.actor.account_id)
    check_password(password, account.email, account.phone, account.full_name)
    set_password(session, account, hashed, actor=by.actor, but=by.id)
