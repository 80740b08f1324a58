"""Issuing of public codes: a code is never reused and never deleted."""

from collections.abc import Callable, Iterator

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core.codes import new_code
from registry.models import IssuedCode
from registry.rules.issued_codes import CodeKind, CodeStatus

# Whoever has the code already keeps it; only what was really given out now comes back.
FRESH = insert(IssuedCode).on_conflict_do_nothing().returning(IssuedCode.code)


def issue(
    session: Session, kind: CodeKind, count: int, draw: Callable[[], str] = new_code
) -> Iterator[str]:
    """Give out `count` new codes for things of one kind, in force at once.

    A code that was given out before is drawn again. There are 32⁹ ≈ 3.5·10¹³ of them, and n draws
    hold two of the same with odds of 1 − exp(−n² / 2·32⁹): 76 % by the time of 10⁷ codes. Another
    transaction that gives out the same code at this moment is waited for.
    """
    issued: list[str] = []
    while missing := count - len(issued):
        drawn = {draw() for _ in range(missing)}
        rows = [{"code": code, "kind": kind, "status": CodeStatus.ACTIVATED} for code in drawn]
        issued += session.scalars(FRESH, rows)
    return iter(issued)
