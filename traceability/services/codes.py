"""The life of a code after it was given out."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.audit.entries import record
from core.clock import now
from core.errors import NotFound
from core.issued_codes import CodeStatus, IssuedCode
from traceability.errors import StepRefused
from traceability.rules.code_states import CodeState, CodeStep, next_state


def change_status(session: Session, code: str, step: CodeStep, *, actor: str) -> CodeStatus:
    """Take one step in a code's life. Pages show it with the next scan.

    Raises NotFound, or StepRefused where the step does not follow from the present state.
    """
    issued = session.scalar(select(IssuedCode).where(IssuedCode.code == code).with_for_update())
    if issued is None:
        raise NotFound(code=code)
    before = CodeState(issued.status)
    after = next_state(before, step)
    if after is None:
        raise StepRefused(code=code, state=before, step=step)
    issued.status = CodeStatus(after)
    issued.status_at = now()
    record(session, actor=actor, action=f"code.{step}", subject=code, before=before, after=after)
    return CodeStatus(after)
