"""Which applications there are: a person's own, an operator's queue, rivals for one producer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from accounts.people.models import Account
from core.access.roles import Scope
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.models.papers import SellerPaper
from marketplace.sellers.queries.scoping import visible_to
from marketplace.sellers.rules.bank_accounts import AccountState
from marketplace.sellers.rules.states import OPEN, STANDING, ApplicationState
from registry.models import Province

Scopes = frozenset[Scope]
AnySelect = Select[Any]
PER_PAGE = 25
ACCOUNT_WAITS = "account"  # beside the states: a standing seller has proposed an account


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What an operator looks for; empty: all of it."""

    state: str = ApplicationState.SUBMITTED
    legal_form: str = ""
    province: str = ""
    text: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class QueueRow:
    id: int
    name: str
    kind: str
    state: str
    legal_form: str
    province: str
    applicant: str
    submitted_at: datetime | None
    rivals: int  # other open applications for the same producer


def application_seen(
    session: Session, application_id: int, scopes: Scopes
) -> SellerApplication | None:
    """The application, if it is within these scopes."""
    return session.scalar(
        select(SellerApplication).where(SellerApplication.id == application_id, visible_to(scopes))
    )


def paper_seen(session: Session, paper_id: int, scopes: Scopes) -> SellerPaper | None:
    """A paper of an application within these scopes, unless it was taken back."""
    return session.scalar(
        select(SellerPaper)
        .join(SellerApplication, SellerApplication.id == SellerPaper.application_id)
        .where(SellerPaper.id == paper_id, SellerPaper.removed_at.is_(None), visible_to(scopes))
    )


def own_application(session: Session, scopes: Scopes) -> SellerApplication | None:
    """The one that somebody works on, else the newest."""
    is_open = case((SellerApplication.state.in_(OPEN), 1), else_=0)
    return session.scalar(
        select(SellerApplication)
        .where(visible_to(scopes))
        .order_by(is_open.desc(), SellerApplication.id.desc())
        .limit(1)
    )


def own_applications(session: Session, scopes: Scopes) -> Sequence[SellerApplication]:
    of = select(SellerApplication).where(visible_to(scopes))
    return session.scalars(of.order_by(SellerApplication.id.desc())).all()


def rivals_of(session: Session, application: SellerApplication) -> Sequence[SellerApplication]:
    """Other applications for the same producer that stand or wait for a decision."""
    if application.producer_id is None:
        return []
    return session.scalars(
        select(SellerApplication)
        .where(
            SellerApplication.producer_id == application.producer_id,
            SellerApplication.id != application.id,
            SellerApplication.state.in_([*OPEN, *STANDING]),
            SellerApplication.state != ApplicationState.DRAFT,
        )
        .order_by(SellerApplication.id)
    ).all()


def queue(session: Session, scopes: Scopes, filters: QueueFilter) -> tuple[list[QueueRow], int]:
    """A page of the queue, the longest waiting first, and how many there are in all."""
    conditions = [visible_to(scopes), *_conditions(filters)]
    total = session.scalars(_joined(select(func.count(SellerApplication.id))).where(*conditions))
    rows = session.execute(
        _joined(select(*_COLUMNS))
        .where(*conditions)
        .order_by(SellerApplication.submitted_at.asc().nulls_last(), SellerApplication.id)
        .limit(PER_PAGE)
        .offset((filters.page - 1) * PER_PAGE)
    )
    return [QueueRow(**row._asdict()) for row in rows], total.one()


def counts(session: Session, scopes: Scopes) -> dict[str, int]:
    """How many there are in each state; drafts are their applicants' alone."""
    rows = session.execute(
        select(SellerApplication.state, func.count().label("count"))
        .where(visible_to(scopes), SellerApplication.state != ApplicationState.DRAFT)
        .group_by(SellerApplication.state)
    )
    waiting = select(func.count(SellerApplication.id)).where(visible_to(scopes), _ACCOUNT_WAITS)
    return {row[0]: row[1] for row in rows} | {ACCOUNT_WAITS: session.scalars(waiting).one()}


_ACCOUNT_WAITS = SellerApplication.state.in_(STANDING) & exists().where(
    BankAccount.application_id == SellerApplication.id,
    BankAccount.state == AccountState.PROPOSED,
)
_other = SellerApplication.__table__.alias("other")
_RIVALS = (
    select(func.count())
    .select_from(_other)
    .where(
        _other.c.producer_id == SellerApplication.producer_id,
        _other.c.id != SellerApplication.id,
        _other.c.state.in_([ApplicationState.SUBMITTED, ApplicationState.MORE_INFORMATION]),
    )
    .correlate(SellerApplication)
    .scalar_subquery()
)
_COLUMNS = (
    SellerApplication.id,
    SellerApplication.name,
    SellerApplication.kind,
    SellerApplication.state,
    SellerApplication.legal_form,
    func.coalesce(Province.name, "").label("province"),
    Account.full_name.label("applicant"),
    SellerApplication.submitted_at,
    _RIVALS.label("rivals"),
)


def _joined(query: AnySelect) -> AnySelect:
    return (
        query.select_from(SellerApplication)
        .join(Account, Account.id == SellerApplication.applicant_id)
        .outerjoin(Province, Province.id == SellerApplication.province_id)
    )


def _conditions(filters: QueueFilter) -> list[ColumnElement[bool]]:
    conditions = [SellerApplication.state != ApplicationState.DRAFT]
    if filters.state == ACCOUNT_WAITS:
        conditions.append(_ACCOUNT_WAITS)
    elif filters.state:
        conditions.append(SellerApplication.state == filters.state)
    if filters.legal_form:
        conditions.append(SellerApplication.legal_form == filters.legal_form)
    if filters.province:
        conditions.append(Province.slug == filters.province)
    if filters.text:
        columns = (SellerApplication.name, Account.full_name, SellerApplication.tax_code)
        conditions.append(or_(*(c.icontains(filters.text, autoescape=True) for c in columns)))
    return conditions
