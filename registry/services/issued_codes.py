"""Issuing of public codes: a code is never reused and never deleted."""

from collections.abc import Iterator

from sqlalchemy import insert
from sqlalchemy.orm import Session

from core.codes import new_code
from registry.models import IssuedCode
from registry.rules.issued_codes import CodeKind, CodeStatus


def issue(session: Session, kind: CodeKind, count: int) -> Iterator[str]:
    """Give out `count` new codes for things of one kind, in force at once."""
    codes = [new_code() for _ in range(count)]
    if codes:
        rows = [{"code": code, "kind": kind, "status": CodeStatus.ACTIVATED} for code in codes]
        session.execute(insert(IssuedCode), rows)
    return iter(codes)
