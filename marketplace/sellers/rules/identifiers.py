"""Identifiers of sellers: tax codes and personal identification numbers, checked and masked."""

import re

from stdnum.exceptions import ValidationError
from stdnum.vn import mst

_SEPARATORS = re.compile(r"[\s.\-]+")
_PERSONAL_ID = re.compile(r"0[0-9]{11}")
_SHOWN = 4


def read_personal_id(typed: str) -> str | None:
    """Twelve digits of which the first is 0 (59/2021/TT-BCA Điều 5); None: it is none."""
    digits = _SEPARATORS.sub("", typed)
    return digits if _PERSONAL_ID.fullmatch(digits) else None


def read_tax_code(typed: str, *, of_people: bool) -> str | None:
    """The digits of a tax code with its right check digit; None: it is none.

    Since 01/07/2025 people and households pay under their personal id (38/2019/QH14 Điều 35.7).
    """
    digits = _SEPARATORS.sub("", typed)
    if of_people and (personal := read_personal_id(digits)):
        return personal
    try:
        return mst.validate(digits)
    except ValidationError:
        return None


def national(phone: str) -> str:
    """A number of ours as people write it: 0912345678."""
    return f"0{phone.removeprefix('+84')}" if phone.startswith("+84") else phone


def masked(number: str) -> str:
    """All that is ever shown of a number: its last four digits."""
    return f"•••• {number[-_SHOWN:]}" if len(number) > _SHOWN else "••••"
