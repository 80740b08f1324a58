"""Giving consent that somebody acts for a producer, and ending it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import Session

from accounts.delegation.errors import DelegatedAlready, NoDelegate, PeriodRefused
from accounts.delegation.models import Delegation
from accounts.delegation.queries.delegations import possible_delegate
from accounts.delegation.rules.consent import LONGEST, TEXT_VERSION, is_period
from accounts.messages.services.writing import Letter, notify
from core.access.actors import Actor
from core.access.roles import Role, Scope, ScopeKind
from core.access.row_scopes import within
from core.audit.entries import record
from core.clock import now
from core.errors import NotFound
from registry.models import Producer

GIVEN = "accounts.delegation_given"


@dataclass(frozen=True, slots=True)
class NewConsent:
    """To whom, as what, from when to when; in the words of the present text."""

    identifier: str
    role: Role
    from_on: date
    until_on: date


def give_consent(
    session: Session, producer_id: int, consent: NewConsent, *, actor: Actor, today: date
) -> Delegation:
    """Let a person outside of the producer act for it.

    Raises PeriodRefused, NoDelegate or DelegatedAlready.
    """
    if not is_period(consent.from_on, consent.until_on, today):
        raise PeriodRefused(latest=max(consent.from_on, today) + LONGEST)
    delegate = possible_delegate(session, consent.identifier)
    if delegate is None or delegate.id == actor.account_id:
        raise NoDelegate
    producer = session.get_one(Producer, producer_id, with_for_update={"key_share": True})
    _end_over(session, producer_id, delegate.id, today)
    current = select(Delegation.id).where(*_current(producer_id, delegate.id))
    if session.scalar(select(exists(current))):
        raise DelegatedAlready
    delegation = Delegation(
        producer_id=producer_id,
        delegate_id=delegate.id,
        role=consent.role,
        from_on=consent.from_on,
        until_on=consent.until_on,
        text_version=TEXT_VERSION,
        given_by_id=actor.account_id,
        given_by=actor.name,
    )
    session.add(delegation)
    session.flush()
    _put_on_record(session, "given", delegation, producer.slug, actor)
    facts = {"producer": producer.name, "until_on": f"{consent.until_on:%d/%m/%Y}"}
    notify(session, delegate, Letter(GIVEN, f"{GIVEN}:{delegation.id}", facts))
    return delegation


def end_consent(
    session: Session, delegation_id: int, scopes: Collection[Scope], *, actor: Actor
) -> None:
    """End it at once, in running sessions too: by the producer, or by who was to act.

    Raises NotFound for one of others, and for one that has ended.
    """
    own = Delegation.delegate_id == (actor.account_id or 0)
    of_producer = within(scopes, {ScopeKind.PRODUCER: Delegation.__table__.c.producer_id})
    delegation = session.scalar(
        select(Delegation)
        .where(Delegation.id == delegation_id, Delegation.ended_at.is_(None), or_(own, of_producer))
        .with_for_update()
    )
    if delegation is None:
        raise NotFound(delegation=delegation_id)
    delegation.ended_at, delegation.ended_by = now(), actor.name
    slug = session.scalars(select(Producer.slug).where(Producer.id == delegation.producer_id)).one()
    _put_on_record(session, "ended", delegation, slug, actor)


def _end_over(session: Session, producer_id: int, delegate_id: int, today: date) -> None:
    """What has run out makes room for the next."""
    session.execute(
        update(Delegation)
        .where(*_current(producer_id, delegate_id), Delegation.until_on < today)
        .values(ended_at=now(), ended_by="")
    )


def _current(producer_id: int, delegate_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Delegation.producer_id == producer_id,
        Delegation.delegate_id == delegate_id,
        Delegation.ended_at.is_(None),
    )


def _put_on_record(
    session: Session, what: str, delegation: Delegation, slug: str, actor: Actor
) -> None:
    record(
        session,
        actor=actor,
        action=f"delegation.{what}",
        subject=f"producer:{slug}",
        delegate_account=delegation.delegate_id,
        role=delegation.role,
        from_on=delegation.from_on.isoformat(),
        until_on=delegation.until_on.isoformat(),
        text_version=delegation.text_version,
    )
