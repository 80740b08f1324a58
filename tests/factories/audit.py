"""Acts on record and their seals, in as few words as a test needs."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import AuditEntry, record
from core.audit.sealing import AuditSeal, seal


def make_acts(session: Session, *subjects: str) -> None:
    """Recorded, and written with the next commit."""
    for subject in subjects:
        record(session, actor=Actor("officer"), action="test", subject=subject, of="a test")


def make_sealed(session: Session, *subjects: str) -> None:
    """Acts of one transaction, then their seals."""
    make_acts(session, *subjects)
    session.commit()
    seal(session)
    session.commit()


def written(session: Session) -> list[str]:
    """The subjects of all entries this session sees, in the order of ids."""
    return list(session.scalars(select(AuditEntry.subject).order_by(AuditEntry.id)))


def sealed(session: Session) -> list[str]:
    """The subjects of the sealed entries, in the order of the chain."""
    chain = select(AuditEntry.subject).join(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
    return list(session.scalars(chain.order_by(AuditSeal.position)))


def let_change(session: Session) -> None:
    """From here to the end of the transaction official rows can be changed, as by an owner."""
    session.execute(text("SET LOCAL session_replication_role = replica"))
