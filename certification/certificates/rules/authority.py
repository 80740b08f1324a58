"""Table of competent authorities: who may recognise a product at which level on which day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from certification.certificates.rules.dates import VagueDate, day_after

PROGRAMME_START = date(2018, 5, 7)  # Decision 490/QĐ-TTg


class AuthorityLevel(StrEnum):
    DISTRICT = "district"
    PROVINCE = "province"
    MINISTRY = "ministry"


@dataclass(frozen=True, slots=True)
class Authority:
    """Who recognises, under the name the office had. `source` is the rule that says so."""

    level: AuthorityLevel
    name: str
    source: str


_Row = tuple[tuple[int, ...], date, date, AuthorityLevel, str, str]

_OPEN = date.max
_DISTRICT = "Ủy ban nhân dân cấp huyện"
_PROVINCE = "Ủy ban nhân dân cấp tỉnh"
_PROVINCE_HEAD = "Chủ tịch Ủy ban nhân dân cấp tỉnh"
_AGRICULTURE = "Bộ Nông nghiệp và Phát triển nông thôn"
_ENVIRONMENT = "Bộ Nông nghiệp và Môi trường"  # its successor since 01/03/2025
_MINISTER = "Bộ trưởng Bộ Nông nghiệp và Môi trường"

# Level, first and last day, who. Districts ended on 30/06/2025, Decision 148 gave them 3 stars
# until 05/07/2025: who recognised 3 stars in the five days between, no rule we know of says.
_COMPETENT: tuple[_Row, ...] = (
    (
        (3, 4),
        date(2019, 8, 21),
        date(2023, 2, 23),
        AuthorityLevel.PROVINCE,
        _PROVINCE,
        "1048/QĐ-TTg",
    ),
    (
        (5,),
        date(2019, 8, 21),
        date(2023, 2, 23),
        AuthorityLevel.MINISTRY,
        _AGRICULTURE,
        "1048/QĐ-TTg",
    ),
    ((3,), date(2023, 2, 24), date(2025, 6, 30), AuthorityLevel.DISTRICT, _DISTRICT, "148/QĐ-TTg"),
    ((4,), date(2023, 2, 24), date(2025, 7, 5), AuthorityLevel.PROVINCE, _PROVINCE, "148/QĐ-TTg"),
    (
        (5,),
        date(2023, 2, 24),
        date(2025, 2, 28),
        AuthorityLevel.MINISTRY,
        _AGRICULTURE,
        "148/QĐ-TTg",
    ),
    ((5,), date(2025, 3, 1), date(2025, 7, 5), AuthorityLevel.MINISTRY, _ENVIRONMENT, "148/QĐ-TTg"),
    (
        (3, 4),
        date(2025, 7, 6),
        date(2026, 5, 21),
        AuthorityLevel.PROVINCE,
        _PROVINCE,
        "1489/QĐ-TTg",
    ),
    (
        (5,),
        date(2025, 7, 6),
        date(2026, 5, 21),
        AuthorityLevel.MINISTRY,
        _ENVIRONMENT,
        "1489/QĐ-TTg",
    ),
    (
        (3, 4),
        date(2026, 5, 22),
        _OPEN,
        AuthorityLevel.PROVINCE,
        _PROVINCE_HEAD,
        "26/2026/QĐ-TTg Điều 7",
    ),
    ((5,), date(2026, 5, 22), _OPEN, AuthorityLevel.MINISTRY, _MINISTER, "26/2026/QĐ-TTg Điều 7"),
)

# How to name a level when the day, and with it the office's name, is not known.
_ANY_NAME = {
    AuthorityLevel.DISTRICT: _DISTRICT,
    AuthorityLevel.PROVINCE: _PROVINCE,
    AuthorityLevel.MINISTRY: "Bộ quản lý nhà nước về nông nghiệp",
}


def issuers(stars: int, when: date | VagueDate) -> tuple[Authority, ...]:
    """Everyone who may have recognised at that level on some day of `when`, earliest first."""
    days = when if isinstance(when, VagueDate) else VagueDate.exact(when)
    return tuple(
        Authority(level, name, source)
        for levels, first, last, level, name, source in _COMPETENT
        if stars in levels and first <= days.latest and days.earliest <= last
    )


def issuer(stars: int, when: date | VagueDate) -> Authority | None:
    """Who recognises at that level; None where the rules, or the unknown day, do not tell.

    On a vague day the level is certain when all candidates share it; the name is then the office's
    own only if it had one name throughout.
    """
    days = when if isinstance(when, VagueDate) else VagueDate.exact(when)
    authorities = issuers(stars, days)
    if not authorities or len({a.level for a in authorities}) > 1 or not _covers(stars, days):
        return None
    if len({a.name for a in authorities}) == 1:
        return authorities[-1]
    level = authorities[-1].level
    return Authority(
        level, _ANY_NAME[level], "; ".join(dict.fromkeys(a.source for a in authorities))
    )


def _covers(stars: int, days: VagueDate) -> bool:
    """Whether some rule named an authority on every one of the days."""
    uncovered = days.earliest
    for levels, first, last, *_ in _COMPETENT:
        if stars in levels and first <= uncovered <= last:
            following = day_after(last)
            if following is None or last >= days.latest:
                return True
            uncovered = following
    return False
