"""Delegations of a producer, those of a person, and who may be a delegate at all."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from accounts.delegation.models import Delegation
from accounts.delegation.rules.consent import CO_OPERATIVES, MEMBERS, OFFICERS
from accounts.people.models import Account, RoleGrant
from accounts.people.queries.accounts import account_typed
from core.access.roles import Role
from core.db.model import AnyRow
from registry.models import Producer


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """One consent: whose, to whom, for what, from when to when."""

    id: int
    producer_id: int
    producer_slug: str
    producer: str
    delegate_id: int
    delegate: str
    role: Role
    from_on: date
    until_on: date
    given_by: str
    given_at: datetime
    text_version: str
    ended_at: datetime | None
    ended_by: str | None

    def holds_on(self, day: date) -> bool:
        return self.ended_at is None and self.from_on <= day <= self.until_on

    def is_over(self, day: date) -> bool:
        return self.ended_at is not None or self.until_on < day


def holds_on(day: date) -> ColumnElement[bool]:
    """Delegations by which somebody may act on that day."""
    return and_(
        Delegation.ended_at.is_(None), Delegation.from_on <= day, Delegation.until_on >= day
    )


def consents_of_producer(session: Session, producer_id: int) -> list[GivenConsent]:
    """All it ever gave, the newest first."""
    return _consents(session, Delegation.producer_id == producer_id)


def consents_to(session: Session, account_id: int, day: date) -> list[GivenConsent]:
    """Those by which a person may act on that day."""
    return _consents(session, and_(Delegation.delegate_id == account_id, holds_on(day)))


def possible_delegate(session: Session, typed: str) -> Account | None:
    """The officer, or the person of a co-operative, who signs in by what somebody typed.

    None for everybody else, with an account or without, so that nobody learns which.
    """
    account = account_typed(session, typed)
    if account is None or not account.may_sign_in:
        return None
    of_office = RoleGrant.role.in_(sorted(OFFICERS))
    of_co_operative = and_(
        RoleGrant.role.in_(sorted(MEMBERS)), Producer.legal_form.in_(sorted(CO_OPERATIVES))
    )
    held = (
        select(RoleGrant.id)
        .outerjoin(Producer, Producer.id == RoleGrant.producer_id)
        .where(
            RoleGrant.account_id == account.id,
            RoleGrant.ended_at.is_(None),
            or_(of_office, of_co_operative),
        )
    )
    return account if session.scalar(select(exists(held))) else None


def _consents(session: Session, condition: ColumnElement[bool]) -> list[GivenConsent]:
    rows = session.execute(
        select(
            *Delegation.__table__.c,
            Producer.slug.label("producer_slug"),
            Producer.name.label("producer"),
            Account.full_name.label("delegate"),
        )
        .join(Producer, Producer.id == Delegation.producer_id)
        .join(Account, Account.id == Delegation.delegate_id)
        .where(condition)
        .order_by(Delegation.id.desc())
    )
    return [_consent(row) for row in rows]


def _consent(row: AnyRow) -> GivenConsent:
    return GivenConsent(
        id=row.id,
        producer_id=row.producer_id,
        producer_slug=row.producer_slug,
        producer=row.producer,
        delegate_id=row.delegate_id,
        delegate=row.delegate,
        role=Role(row.role),
        from_on=row.from_on,
        until_on=row.until_on,
        given_by=row.given_by,
        given_at=row.given_at,
        text_version=row.text_version,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
    )
