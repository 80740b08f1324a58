"""Attempts at a password: counted before it is looked at, and checked outside any transaction."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from accounts.people.models import Account
from accounts.people.queries.accounts import account_typed
from accounts.people.rules.identifiers import read_identifier
from accounts.people.services.passwords import hash_password, is_outdated, is_password
from accounts.sign_in.rules.limits import SOURCE, of_account, subjects
from core.limits.attempts import count_attempt, forget_attempts, take_attempt_back
from core.limits.limit import Limit


@dataclass(frozen=True)
class Attempt:
    """Somebody says who they are; `source` is where they come from (core.limits.network_source)."""

    identifier: str
    password: str
    source: str

    @cached_property
    def known_as(self) -> str:
        read = read_identifier(self.identifier)
        return str(read) if read else self.identifier.casefold()

    @cached_property
    def subjects(self) -> dict[Limit, str]:
        return subjects(self.known_as, self.source)


@dataclass(frozen=True, slots=True)
class Claimed:
    """Whose account it would be; None where there is none that anybody may sign in to."""

    account_id: int | None
    password_hash: str | None

    def is_proved_by(self, password: str) -> bool:
        """Takes as long whether there is such an account or not."""
        return is_password(password, self.password_hash)


def count(session: Session, attempt: Attempt) -> None:
    """Raises TooManyAttempts, alike for known and unknown."""
    count_attempt(session, attempt.subjects)


def claimed(session: Session, attempt: Attempt, *, with_trial: bool) -> Claimed:
    """Accounts of a trial run count only there: their passwords were shown."""
    account = account_typed(session, attempt.identifier)
    if account is None or not account.may_sign_in or (account.is_trial and not with_trial):
        return Claimed(None, None)
    return Claimed(account.id, account.password_hash)


def succeed(session: Session, attempt: Attempt, account_id: int) -> None:
    """Begin the counts of this account anew, and hash at today's costs what was hashed at others.

    What comes from the same line stays counted but for this attempt: else a guesser would sign in
    to an account of their own now and then.
    """
    forget_attempts(session, of_account(attempt.known_as, attempt.source))
    take_attempt_back(session, {SOURCE: attempt.subjects[SOURCE]})
    account = session.get_one(Account, account_id)
    if account.password_hash and is_outdated(account.password_hash):
        account.password_hash = hash_password(attempt.password)
