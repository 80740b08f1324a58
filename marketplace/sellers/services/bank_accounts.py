"""Bank accounts of sellers: named at first, changed later, confirmed by a second person."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.pending_acts.errors import OwnAct
from core.access.actors import Actor
from core.audit.entries import record
from core.clock import now
from marketplace.sellers.errors import (
    AccountPending,
    DecisionNotPossible,
)
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.rules.bank_accounts import AccountFacts, AccountState, payable_from
from marketplace.sellers.rules.identifiers import masked
from marketplace.sellers.services.steps import subject_of


def propose_first_account(
    session: Session, application: SellerApplication, account: AccountFacts, *, actor: Actor
) -> None:
    """Name the account of an application that is not decided yet; the same again does nothing."""
    proposed = _of(session, application, AccountState.PROPOSED)
    if proposed:
        if _is_same(proposed, account):
            return
        session.delete(proposed)  # nobody has confirmed it, and nothing was ever paid to it
        session.flush()
    application.revision += 1
    _propose(session, application, account, actor)


def change_account(
    session: Session, application: SellerApplication, account: AccountFacts, *, actor: Actor
) -> BankAccount | None:
    """Propose another account for a standing, locked seller; None: it is the current one already.

    Raises AccountPending while one waits for confirmation.
    """
    if proposed := _of(session, application, AccountState.PROPOSED):
        if _is_same(proposed, account):
            return proposed
        raise AccountPending
    current = _of(session, application, AccountState.CURRENT)
    if current and _is_same(current, account):
        return None
    return _propose(session, application, account, actor)


def confirm_account(
    session: Session, application: SellerApplication, *, actor: Actor
) -> BankAccount | None:
    """Make the proposed account the one that is paid to; None: there is none.

    Raises OwnAct when it is the person's own proposal.
    """
    proposed = _of(session, application, AccountState.PROPOSED)
    if proposed is None:
        return None
    if actor.account_id == proposed.proposed_by_id:
        raise OwnAct
    current = _of(session, application, AccountState.CURRENT)
    if current:
        current.state = AccountState.REPLACED
        session.flush()
    proposed.state = AccountState.CURRENT
    proposed.producer_id = application.producer_id
    proposed.confirmed_at = now()
    proposed.confirmed_by_id = actor.account_id
    proposed.payable_from = payable_from(proposed.confirmed_at, is_first=current is None)
    _put_on_record(session, application, proposed, "bank_account.confirmed", actor)
    session.flush()
    return proposed


def refuse_account(
    session: Session, application: SellerApplication, *, reason: str, actor: Actor
) -> BankAccount:
    """Turn a proposed account down. Raises DecisionNotPossible when there is none."""
    proposed = _of(session, application, AccountState.PROPOSED)
    if proposed is None:
        raise DecisionNotPossible(state=application.state, application=application.id)
    proposed.state, proposed.reason = AccountState.REFUSED, reason
    _put_on_record(session, application, proposed, "bank_account.refused", actor)
    session.flush()
    return proposed


def _propose(
    session: Session, application: SellerApplication, facts: AccountFacts, actor: Actor
) -> BankAccount:
    account = BankAccount(
        application_id=application.id,
        producer_id=application.producer_id,
        bank_bin=facts.bank_bin,
        number=facts.number,
        holder=facts.holder,
        proposed_by_id=actor.account_id,
    )
    session.add(account)
    session.flush()
    _put_on_record(session, application, account, "bank_account.proposed", actor)
    return account


def _of(
    session: Session, application: SellerApplication, state: AccountState
) -> BankAccount | None:
    return session.scalar(
        select(BankAccount).where(
            BankAccount.application_id == application.id, BankAccount.state == state
        )
    )


def _is_same(account: BankAccount, facts: AccountFacts) -> bool:
    return (account.bank_bin, account.number, account.holder) == (
        facts.bank_bin, facts.number, facts.holder,
    )  # fmt: skip


def _put_on_record(
    session: Session,
    application: SellerApplication,
    account: BankAccount,
    action: str,
    actor: Actor,
) -> None:
    record(
        session,
        actor=actor,
        action=action,
        subject=subject_of(application),
        bank=account.bank_bin,
        account=masked(account.number),
        reason=account.reason,
    )
