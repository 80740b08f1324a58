"""Applying: saving what an applicant says, and handing it in."""

from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from core.clock import now
from core.jobs import queue as jobs
from marketplace.sellers.errors import ApplicationChanged, ApplicationClosed
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.rules.bank_accounts import AccountFacts
from marketplace.sellers.rules.facts import ApplicationFacts
from marketplace.sellers.rules.papers import SentPaper
from marketplace.sellers.rules.states import (
    OPEN,
    ApplicationKind,
    ApplicationState,
    ApplicationStep,
)
from marketplace.sellers.services.bank_accounts import propose_first_account
from marketplace.sellers.services.papers import keep_papers
from marketplace.sellers.services.steps import subject_of, take_step
from registry.models import Producer
from registry.rules.names import producer_identity


@dataclass(frozen=True, slots=True)
class ApplicationEntry:
    """What an applicant sends at once. `revision`: the one that was on the screen, if any."""

    facts: ApplicationFacts
    is_submitted: bool = False
    claims: str = ""  # the slug of a producer of the catalogue
    revision: int | None = None
    papers: tuple[SentPaper, ...] = ()
    account: AccountFacts | None = None


def receive_application(
    session: Session, entry: ApplicationEntry, *, actor: Actor
) -> SellerApplication:
    """Save an application, and hand it in if that is meant. The same again changes nothing.

    Raises ApplicationChanged when somebody changed it since it was read, ApplicationClosed when it
    was decided, and PapersFull; nothing is kept then.
    """
    application = open_application_of(session, actor.account_id)
    if application is None and entry.revision is not None:
        raise ApplicationClosed  # decided since its form was shown
    application = application or _new_application(session, actor)
    _save(session, application, entry, actor)
    if entry.papers:
        keep_papers(session, application, entry.papers, actor=actor)
    if entry.account:
        propose_first_account(session, application, entry.account, actor=actor)
    if entry.is_submitted and application.state != ApplicationState.SUBMITTED:
        take_step(session, application, ApplicationStep.SUBMIT, actor=actor)
        application.submitted_at = now()
        jobs.defer(session, "seller.submitted", application_id=application.id)
    return application


def open_application_of(session: Session, account_id: int | None) -> SellerApplication | None:
    """The one that is not decided yet, locked."""
    return session.scalar(
        select(SellerApplication)
        .where(SellerApplication.applicant_id == account_id, SellerApplication.state.in_(OPEN))
        .with_for_update()
    )


def _new_application(session: Session, actor: Actor) -> SellerApplication:
    """A person has one at a time: whoever presses twice waits here, and gets the same."""
    values = {"applicant_id": actor.account_id, "kind": ApplicationKind.NEW}
    session.execute(insert(SellerApplication).values(**values).on_conflict_do_nothing())
    application = open_application_of(session, actor.account_id)
    assert application is not None
    return application


def _save(
    session: Session, application: SellerApplication, entry: ApplicationEntry, actor: Actor
) -> None:
    # A form does not show the personal id again: left empty, it stays.
    changed = {
        name: value
        for name, value in asdict(entry.facts).items()
        if getattr(application, name) != value and (value or name != "personal_id")
    }
    if changed and entry.revision not in {None, application.revision}:
        raise ApplicationChanged(revision=application.revision)
    for name, value in changed.items():
        setattr(application, name, value)
    if application.kind != ApplicationKind.CONVERSION:
        _tie(session, application, entry.claims)
    if changed:
        application.revision += 1
        # Which fields, not what was typed: an audit entry is kept for good.
        record(
            session,
            actor=actor,
            action="application.saved",
            subject=subject_of(application),
            fields=sorted(changed),
        )
    session.flush()


def _tie(session: Session, application: SellerApplication, slug: str) -> None:
    """A producer of the catalogue that the applicant names makes the application a claim of it."""
    identity = producer_identity(application.name, application.province_id or 0)
    named = Producer.slug == slug if slug else Producer.identity == identity
    producer_id = session.scalar(select(Producer.id).where(named))
    application.producer_id = producer_id
    application.kind = ApplicationKind.CLAIM if producer_id else ApplicationKind.NEW
