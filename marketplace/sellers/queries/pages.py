"""An application with all that its page shows, for its applicant and for operators."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.people.models import Account
from marketplace.sellers.models.applications import (
    ApplicationEvent,
    ChecklistCheck,
    SellerApplication,
)
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.models.closings import SellerClosing
from marketplace.sellers.models.papers import SellerPaper
from marketplace.sellers.queries.dossiers import account_of, checklist_of, holder_fits
from marketplace.sellers.rules.bank_accounts import BANKS, AccountState
from marketplace.sellers.rules.checklist import ItemStanding
from marketplace.sellers.rules.facts import ApplicationFacts
from marketplace.sellers.rules.identifiers import masked
from marketplace.sellers.rules.states import OPEN, STANDING, ApplicationKind, ApplicationState
from registry.models import Producer, Product, Province


@dataclass(frozen=True, slots=True)
class TiedProducer:
    """The producer of the catalogue that an application is about."""

    id: int
    slug: str
    name: str
    legal_form: str
    province: str
    products: int


@dataclass(frozen=True, slots=True)
class ShownAccount:
    """A bank account as everybody sees it: the last four digits."""

    bank: str
    number: str
    holder: str
    fits: bool
    state: str
    payable_from: datetime | None

    @classmethod
    def of(cls, account: BankAccount, *, fits: bool) -> "ShownAccount":
        bank = BANKS.get(account.bank_bin, account.bank_bin)
        return cls(
            bank, masked(account.number), account.holder, fits, account.state, account.payable_from
        )


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """Numbers that identify people are masked in it; `facts` is for the applicant's own form."""

    id: int
    kind: ApplicationKind
    state: ApplicationState
    revision: int
    facts: ApplicationFacts
    province: str
    province_slug: str
    applicant: str
    applicant_reached_by: str
    personal_id: str
    tax_code: str
    submitted_at: datetime | None
    updated_at: datetime
    checklist: list[ItemStanding]
    checks: dict[str, ChecklistCheck]
    papers: list[SellerPaper]
    account: ShownAccount | None
    proposed: ShownAccount | None  # that waits for a second person
    closing: SellerClosing | None  # that is announced
    events: list[ApplicationEvent]
    producer: TiedProducer | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def stands(self) -> bool:
        return self.state in STANDING

    def papers_for(self, item: str) -> list[SellerPaper]:
        return [paper for paper in self.papers if paper.item == item]


def application_page(
    session: Session, application: SellerApplication, day: date
) -> ApplicationPage:
    account = account_of(session, application)
    person = session.get_one(Account, application.applicant_id)
    province = session.get(Province, application.province_id) if application.province_id else None
    return ApplicationPage(
        id=application.id,
        kind=ApplicationKind(application.kind),
        state=ApplicationState(application.state),
        revision=application.revision,
        facts=application.facts,
        province=province.name if province else "",
        province_slug=province.slug if province else "",
        applicant=person.full_name,
        applicant_reached_by=person.identifier,
        personal_id=masked(application.personal_id) if application.personal_id else "",
        tax_code=_shown_tax_code(application.tax_code),
        submitted_at=application.submitted_at,
        updated_at=application.updated_at,
        checklist=checklist_of(session, application, day),
        checks=_checks(session, application.id),
        papers=kept_papers(session, application.id),
        account=(
            ShownAccount.of(account, fits=holder_fits(account, application)) if account else None
        ),
        proposed=_proposed(session, application),
        closing=session.scalar(
            select(SellerClosing).where(
                SellerClosing.application_id == application.id,
                SellerClosing.closed_at.is_(None),
                SellerClosing.withdrawn_at.is_(None),
            )
        ),
        events=_events(session, application.id),
        producer=tied_producer(session, application.producer_id),
    )


def tied_producer(session: Session, producer_id: int | None) -> TiedProducer | None:
    if producer_id is None:
        return None
    products = select(func.count(Product.id)).where(Product.producer_id == producer_id)
    row = session.execute(
        select(Producer, Province.name, products.scalar_subquery())
        .join(Province, Province.id == Producer.province_id)
        .where(Producer.id == producer_id)
    ).one()
    producer, province, count = row
    return TiedProducer(
        producer.id, producer.slug, producer.name, producer.legal_form, province, count
    )


PERSONAL_DIGITS = 12  # of a tax code that is a personal id as well


def _shown_tax_code(code: str) -> str:
    return masked(code) if len(code) == PERSONAL_DIGITS else code


def _proposed(session: Session, application: SellerApplication) -> ShownAccount | None:
    account = session.scalar(
        select(BankAccount).where(
            BankAccount.application_id == application.id,
            BankAccount.state == AccountState.PROPOSED,
        )
    )
    return ShownAccount.of(account, fits=holder_fits(account, application)) if account else None


def kept_papers(session: Session, application_id: int) -> list[SellerPaper]:
    kept = (SellerPaper.application_id == application_id, SellerPaper.removed_at.is_(None))
    return list(session.scalars(select(SellerPaper).where(*kept).order_by(SellerPaper.id)))


def _events(session: Session, application_id: int) -> list[ApplicationEvent]:
    of = select(ApplicationEvent).where(ApplicationEvent.application_id == application_id)
    return list(session.scalars(of.order_by(ApplicationEvent.id)))


def _checks(session: Session, application_id: int) -> dict[str, ChecklistCheck]:
    of = select(ChecklistCheck).where(ChecklistCheck.application_id == application_id)
    return {check.item: check for check in session.scalars(of)}
