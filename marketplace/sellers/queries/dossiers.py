"""The dossier of an application, as its checklist asks for it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.sellers.checklist_table import checklist_rows
from marketplace.sellers.models.applications import ChecklistCheck, SellerApplication
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.models.papers import SellerPaper
from marketplace.sellers.rules.bank_accounts import AccountState
from marketplace.sellers.rules.checklist import Dossier, ItemStanding, Outcome, checklist
from marketplace.sellers.rules.holders import is_holder
from marketplace.sellers.rules.states import STANDING, ApplicationKind


def checklist_of(session: Session, application: SellerApplication, day: date) -> list[ItemStanding]:
    """How the items of an application stand on a day."""
    return checklist(checklist_rows(), dossier_of(session, application), day)


def dossier_of(session: Session, application: SellerApplication) -> Dossier:
    account = account_of(session, application)
    return Dossier(
        kind=ApplicationKind(application.kind),
        facts=application.facts,
        papers=frozenset(
            session.scalars(
                select(SellerPaper.item).where(
                    SellerPaper.application_id == application.id, SellerPaper.removed_at.is_(None)
                )
            )
        ),
        bank_holder=account.holder if account else None,
        holder_fits=holder_fits(account, application),
        outcomes={
            check.item: Outcome(check.outcome)
            for check in session.scalars(
                select(ChecklistCheck).where(ChecklistCheck.application_id == application.id)
            )
        },
    )


def account_of(session: Session, application: SellerApplication) -> BankAccount | None:
    """The bank account that counts: the one that is paid to; before an approval the proposed one.

    Under another legal form the account stays, unless another is named with it.
    """
    counting_states = [AccountState.CURRENT]
    if application.state not in STANDING:
        counting_states.append(AccountState.PROPOSED)
    counting = select(BankAccount).where(BankAccount.state.in_(counting_states))
    own = counting.where(BankAccount.application_id == application.id)
    account = session.scalar(own.order_by(BankAccount.id.desc()).limit(1))
    if account is None and application.kind == ApplicationKind.CONVERSION:
        before = counting.where(BankAccount.producer_id == application.producer_id)
        account = session.scalar(before.order_by(BankAccount.id.desc()).limit(1))
    return account


def holder_fits(account: BankAccount | None, application: SellerApplication) -> bool:
    """Whether the account is in the name that the papers have."""
    names = (application.name, application.representative)
    return account is not None and is_holder(account.holder, names)
