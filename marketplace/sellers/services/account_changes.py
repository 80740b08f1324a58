"""Changing the bank account of a standing seller: proposed by its owner, confirmed by another."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.people.models import Account, RoleGrant
from core.access.actors import Actor
from core.access.roles import Role
from marketplace.sellers.errors import DecisionNotPossible, ReasonMissing
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.rules.bank_accounts import BANKS, AccountFacts
from marketplace.sellers.rules.identifiers import masked
from marketplace.sellers.rules.states import STANDING
from marketplace.sellers.services.bank_accounts import (
    change_account,
    confirm_account,
    refuse_account,
)
from marketplace.sellers.services.decisions import lock_application
from marketplace.sellers.services.notices import ACCOUNT_CHANGED, notify_person


def propose_account(
    session: Session, application_id: int, account: AccountFacts, *, actor: Actor
) -> BankAccount | None:
    """Ask for another account; None: it is that one already. All owners are told.

    Raises NotFound, DecisionNotPossible for who is no seller, and AccountPending.
    """
    application = _standing(session, application_id)
    proposed = change_account(session, application, account, actor=actor)
    if proposed:
        _tell_owners(session, application, proposed, "proposed")
    return proposed


def decide_account(
    session: Session, application_id: int, *, is_confirmed: bool, reason: str, actor: Actor
) -> BankAccount:
    """Confirm or refuse the account that was proposed, as the second person.

    Raises NotFound, OwnAct, ReasonMissing, and DecisionNotPossible when none waits any more.
    """
    application = _standing(session, application_id)
    if is_confirmed:
        account = confirm_account(session, application, actor=actor)
        if account is None:
            raise DecisionNotPossible(state=application.state, application=application.id)
    else:
        if not reason.strip():
            raise ReasonMissing
        account = refuse_account(session, application, reason=reason, actor=actor)
    _tell_owners(session, application, account, str(account.state), reason)
    return account


def _standing(session: Session, application_id: int) -> SellerApplication:
    application = lock_application(session, application_id)
    if application.state not in STANDING:
        raise DecisionNotPossible(state=application.state, application=application.id)
    return application


def _tell_owners(
    session: Session,
    application: SellerApplication,
    account: BankAccount,
    step: str,
    reason: str = "",
) -> None:
    facts = {
        "step": step,
        "name": application.name,
        "account": f"{BANKS.get(account.bank_bin, account.bank_bin)} {masked(account.number)}",
        "reason": reason,
    }
    for owner in _owners(session, application):
        key = f"{ACCOUNT_CHANGED}:{account.id}:{step}:{owner.id}"
        notify_person(session, owner, ACCOUNT_CHANGED, key, facts)


def _owners(session: Session, application: SellerApplication) -> Iterable[Account]:
    """All who own the producer, whoever of them asked: it may not have been them."""
    return session.scalars(
        select(Account)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(
            RoleGrant.producer_id == application.producer_id,
            RoleGrant.role == Role.PRODUCER_OWNER,
            RoleGrant.ended_at.is_(None),
        )
        .order_by(Account.id)
    ).all()
