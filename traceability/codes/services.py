"""Status changes of a public code after it was issued."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate
from core.access.actors import Actor
from core.audit.entries import record
from core.clock import now
from core.errors import NotFound
from core.jobs import queue as jobs
from registry.models import IssuedCode, Product
from registry.rules.issued_codes import CodeStatus
from traceability.codes.errors import StepRefused
from traceability.codes.rules.code_states import CodeStep, next_state


def change_status(session: Session, code: str, step: CodeStep, *, actor: Actor) -> CodeStatus:
    """Take one step in a code's life. Pages show it with the next scan.

    Raises NotFound, or StepRefused where the step does not follow from the present state.
    """
    issued = session.scalar(select(IssuedCode).where(IssuedCode.code == code).with_for_update())
    if issued is None:
        raise NotFound(code=code)
    before = CodeStatus(issued.status)
    after = next_state(before, step)
    if after is None:
        raise StepRefused(code=code, state=before, step=step)
    issued.status = after
    issued.status_at = now()
    record(session, actor=actor, action=f"code.{step}", subject=code, before=before, after=after)
    if after is CodeStatus.RECALLED:
        _tell_followers(session, code)
    return CodeStatus(after)


def _tell_followers(session: Session, code: str) -> None:
    """A recall ends the offer of the product behind the code."""
    of_certificate = select(Certificate.product_id).where(Certificate.code == code)
    behind = select(Product.id).where(or_(Product.code == code, Product.id.in_(of_certificate)))
    if product_ids := list(session.scalars(behind)):
        jobs.defer(session, "product.changed", product_ids=[*product_ids])
