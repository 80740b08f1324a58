"""Proposing an act that needs two persons, and its confirmation or refusal by the second."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.pending_acts.errors import ActDecided, ActExpired, OwnAct, RefusalUnexplained
from accounts.pending_acts.models import PendingAct
from accounts.pending_acts.queries.waiting import waiting_about
from accounts.pending_acts.rules.deciding import LIFE, ActState, SecondDecision, state_of
from core.access.actors import Actor
from core.audit.entries import Detail, record
from core.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedAct:
    """What is to be done about which thing, and where that thing belongs."""

    action: str
    subject: str
    details: Mapping[str, Detail]
    producer_id: int | None = None
    commune_id: int | None = None
    province_id: int | None = None
    life: timedelta = LIFE


def propose_act(
    session: Session, proposed: ProposedAct, *, actor: Actor, at: datetime
) -> PendingAct:
    """Put an act before a second person. The caller holds the lock of the subject.

    What this person proposed already, and waits, is not proposed twice.
    """
    if actor.account_id is None:
        raise ValueError("an act of two persons is proposed by somebody with an account")
    for waits in waiting_about(session, proposed.subject, at):
        same = (waits.action, waits.details) == (proposed.action, dict(proposed.details))
        if same and waits.proposed_by_id == actor.account_id:
            return waits
    act = PendingAct(
        action=proposed.action,
        subject=proposed.subject,
        details=dict(proposed.details),
        producer_id=proposed.producer_id,
        commune_id=proposed.commune_id,
        province_id=proposed.province_id,
        proposed_by_id=actor.account_id,
        proposed_by=actor.name,
        proposed_for_id=actor.on_behalf_of.producer_id if actor.on_behalf_of else None,
        proposed_at=at,
        expires_at=at + proposed.life,
    )
    session.add(act)
    session.flush()
    _put_on_record(session, act, "proposed", actor, proposed=dict(proposed.details))
    return act


def confirm_act(session: Session, act_id: int, *, actor: Actor, at: datetime) -> PendingAct:
    """Say yes as the second person; the caller then does the act in the same transaction.

    Locks it first of all, so that of two who confirm one has effect. Raises NotFound, OwnAct,
    ActDecided or ActExpired.
    """
    return _decide(session, act_id, SecondDecision.CONFIRMED, actor=actor, at=at)


def refuse_act(
    session: Session, act_id: int, reason: str, *, actor: Actor, at: datetime
) -> PendingAct:
    """Say no as the second person: nothing happens. Raises as above, and RefusalUnexplained."""
    if not reason:
        raise RefusalUnexplained
    return _decide(session, act_id, SecondDecision.REFUSED, actor=actor, at=at, reason=reason)


def proposer_of(act: PendingAct) -> Actor:
    """The first person, as the actor of what is done now."""
    return Actor(act.proposed_by, act.proposed_by_id)


def _decide(
    session: Session,
    act_id: int,
    decision: SecondDecision,
    *,
    actor: Actor,
    at: datetime,
    reason: str | None = None,
) -> PendingAct:
    act = session.scalar(
        select(PendingAct)
        .where(PendingAct.id == act_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if act is None or actor.account_id is None:
        raise NotFound(pending_act=act_id)
    if act.proposed_by_id == actor.account_id:
        raise OwnAct
    state = state_of(act.decision, act.expires_at, at)
    if state is ActState.EXPIRED:
        raise ActExpired(expired_at=act.expires_at)
    if state is not ActState.WAITING:
        raise ActDecided(decision=act.decision, by=act.decided_by)
    act.decision, act.decided_at, act.refusal_reason = decision, at, reason
    act.decided_by_id, act.decided_by = actor.account_id, actor.name
    session.flush()
    _put_on_record(session, act, decision, actor, first=act.proposed_by, reason=reason)
    return act


def _put_on_record(
    session: Session, act: PendingAct, what: str, actor: Actor, **details: Detail
) -> None:
    record(
        session, actor=actor, action=f"{act.action}.{what}", subject=act.subject,
        pending_act=act.id, **details,
    )  # fmt: skip
