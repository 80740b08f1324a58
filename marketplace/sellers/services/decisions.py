"""An operator's decisions about applications, and what follows from an approval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts.pending_acts.errors import OwnAct
from accounts.people.services.grants import give_role
from core.access.actors import Actor
from core.access.roles import Grant, Role, Scope, ScopeKind
from core.errors import NotFound
from marketplace.sellers.errors import (
    ApplicationChanged,
    ItemsMissing,
    ProducerTaken,
    ReasonMissing,
)
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.queries.dossiers import checklist_of
from marketplace.sellers.rules.checklist import ItemState, Outcome
from marketplace.sellers.rules.states import (
    OPEN,
    STANDING,
    ApplicationKind,
    ApplicationState,
    ApplicationStep,
)
from marketplace.sellers.services.bank_accounts import confirm_account
from marketplace.sellers.services.checks import ItemCheck, set_outcome
from marketplace.sellers.services.conversions import take_over
from marketplace.sellers.services.notices import DECIDED, give_notice
from marketplace.sellers.services.steps import take_step
from registry.models import Producer, Province
from registry.rules.names import producer_identity
from registry.services.catalogue import ProducerEntry, store_producers

TAKEN_BY_ANOTHER = "another_claim_approved"  # a reason of ours: worded where it is shown


@dataclass(frozen=True, slots=True)
class ApplicationDecision:
    """What an operator decides, and the revision they have read, if they say so."""

    step: ApplicationStep
    reason: str = ""
    revision: int | None = None


def decide(
    session: Session, application_id: int, decision: ApplicationDecision, *, actor: Actor, day: date
) -> SellerApplication:
    """Decide about an application.

    Raises NotFound, OwnAct, DecisionNotPossible, ApplicationChanged, ReasonMissing, ItemsMissing
    or ProducerTaken; nothing is changed then.
    """
    application = lock_application(session, application_id)
    if actor.account_id == application.applicant_id:
        raise OwnAct
    before = application.state
    is_changed = decision.revision not in {None, application.revision}
    if decision.step is ApplicationStep.APPROVE and before == ApplicationState.SUBMITTED:
        if is_changed:
            raise ApplicationChanged(revision=application.revision)
        _fulfil(session, application, decision.reason, actor=actor, day=day)
        _make_seller(session, application, actor)
        take_step(session, application, decision.step, reason=decision.reason, actor=actor)
    else:
        # The table speaks first: who comes second hears what has been decided meanwhile.
        take_step(session, application, decision.step, reason=decision.reason, actor=actor)
        if is_changed:
            raise ApplicationChanged(revision=application.revision - 1)
        if not decision.reason.strip() and decision.step is not ApplicationStep.APPROVE:
            raise ReasonMissing
    application.checked_on = day
    give_notice(session, application, DECIDED, step=decision.step, reason=decision.reason)
    return application


def lock_application(session: Session, application_id: int) -> SellerApplication:
    """An application, locked after its producer and together with all others of that producer.

    Raises NotFound, and ApplicationChanged when it was tied to another producer meanwhile.
    """
    of = select(SellerApplication.producer_id).where(SellerApplication.id == application_id)
    row = session.execute(of).one_or_none()
    if row is None:
        raise NotFound
    if row.producer_id is not None:
        # Key share: products and roles may refer to it meanwhile.
        producer = select(Producer.id).where(Producer.id == row.producer_id)
        session.execute(producer.with_for_update(key_share=True))
    same = SellerApplication.id == application_id
    if row.producer_id is not None:
        same |= SellerApplication.producer_id == row.producer_id
    locked = session.scalars(
        select(SellerApplication)
        .where(same)
        .order_by(SellerApplication.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    application = next(each for each in locked if each.id == application_id)
    if application.producer_id != row.producer_id:
        raise ApplicationChanged(revision=application.revision)
    return application


def _fulfil(
    session: Session, application: SellerApplication, reason: str, *, actor: Actor, day: date
) -> None:
    """What was given counts as looked at; what may be missing is waived, with the reason."""
    standings = checklist_of(session, application, day)
    if blocking := [standing.item for standing in standings if standing.blocks]:
        raise ItemsMissing(items=blocking)
    waived = [standing.item for standing in standings if standing.needs_waiver]
    if waived and not reason.strip():
        raise ReasonMissing(items=waived)
    for standing in standings:
        if standing.state is ItemState.ATTESTED:
            verified = ItemCheck(standing.item, Outcome.VERIFIED)
            set_outcome(session, application, verified, actor=actor)
    for item in waived:
        waiver = ItemCheck(item, Outcome.WAIVED, reason)
        set_outcome(session, application, waiver, actor=actor)


def _make_seller(session: Session, application: SellerApplication, actor: Actor) -> None:
    """Create or tie the producer, and make the applicant its owner."""
    producer_id = application.producer_id
    if application.kind == ApplicationKind.CONVERSION:
        take_over(session, application, actor=actor)
    else:
        producer_id = producer_id or _producer_of(session, application)
        _refuse_rivals(session, application, producer_id, actor)
        application.producer_id = producer_id
        session.flush()
    assert producer_id is not None
    owner = Grant(Role.PRODUCER_OWNER, Scope(ScopeKind.PRODUCER, producer_id))
    give_role(session, application.applicant_id, owner, actor=actor)
    confirm_account(session, application, actor=actor)


def _producer_of(session: Session, application: SellerApplication) -> int:
    """The producer of that name in that province, added if there is none yet."""
    province = session.get_one(Province, application.province_id)
    identity = producer_identity(application.name, province.id)
    entry = ProducerEntry(
        identity, application.name, application.legal_form, province.id, province.slug
    )
    try:
        with session.begin_nested():
            return store_producers(session, [entry])[identity]
    except IntegrityError as taken:  # another operator approves the same name at this moment
        raise ProducerTaken(application=application.id) from taken


def _refuse_rivals(
    session: Session, application: SellerApplication, producer_id: int, actor: Actor
) -> None:
    """All other claims of the producer. Raises ProducerTaken when it is a seller's already."""
    rivals = _rivals(session, application, producer_id)
    if any(rival.state in STANDING for rival in rivals):
        raise ProducerTaken(application=application.id)
    for rival in rivals:
        if rival.state == ApplicationState.DRAFT:
            take_step(session, rival, ApplicationStep.SUBMIT, actor=actor)
        take_step(session, rival, ApplicationStep.REFUSE, reason=TAKEN_BY_ANOTHER, actor=actor)
        give_notice(session, rival, DECIDED, step=ApplicationStep.REFUSE, reason=TAKEN_BY_ANOTHER)


def _rivals(
    session: Session, application: SellerApplication, producer_id: int
) -> Sequence[SellerApplication]:
    return session.scalars(
        select(SellerApplication)
        .where(
            SellerApplication.producer_id == producer_id,
            SellerApplication.id != application.id,
            SellerApplication.state.in_([*OPEN, *STANDING]),
        )
        .order_by(SellerApplication.id)
        .with_for_update()
    ).all()
