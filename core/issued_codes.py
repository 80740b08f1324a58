"""The ledger of public codes: every code ever given out, what it was given to, and where it stands.

A code is never reused and never deleted. What it means, the package that asked for it knows.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.codes import new_code
from core.model import Base, Recorded


class CodeKind(StrEnum):
    """What a code can be given to."""

    PRODUCT = "product"
    AREA = "area"
    CERTIFICATE = "certificate"
    LOT = "lot"
    ITEM = "item"
    BOOTH = "booth"
    REPORT = "report"


class CodeStatus(StrEnum):
    """The life of a code on its label."""

    RESERVED = "reserved"
    PRINTED = "printed"
    ACTIVATED = "activated"
    VOID = "void"
    STOLEN = "stolen"
    RECALLED = "recalled"
    RETIRED = "retired"
    ERASED = "erased"  # given out by mistake and taken out of the public as the law asks


class IssuedCode(Base):
    """One public code. Its kind is looked up here, so that nobody can read it from the code."""

    __tablename__ = "issued_code"
    __table_args__ = (
        CheckConstraint("code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'", name="well_formed"),
        CheckConstraint(
            f"kind IN ({', '.join(repr(str(k)) for k in CodeKind)})", name="kind_known"
        ),
        CheckConstraint(
            f"status IN ({', '.join(repr(str(s)) for s in CodeStatus)})", name="status_known"
        ),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    status: Mapped[str] = mapped_column(default=CodeStatus.ACTIVATED)
    issued_at: Mapped[Recorded]
    status_at: Mapped[Recorded]


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
