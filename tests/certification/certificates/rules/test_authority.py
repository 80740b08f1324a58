from datetime import date

import pytest

from certification.certificates.rules.authority import (
    PROGRAMME_START,
    AuthorityLevel,
    issuer,
    issuers,
)
from certification.certificates.rules.dates import VagueDate


@pytest.mark.parametrize(
    ("stars", "day", "level", "name"),
    [
        (3, "2019-08-21", AuthorityLevel.PROVINCE, "Ủy ban nhân dân cấp tỉnh"),
        (3, "2023-02-23", AuthorityLevel.PROVINCE, "Ủy ban nhân dân cấp tỉnh"),
        (3, "2023-02-24", AuthorityLevel.DISTRICT, "Ủy ban nhân dân cấp huyện"),
        (3, "2025-06-30", AuthorityLevel.DISTRICT, "Ủy ban nhân dân cấp huyện"),
        (3, "2025-07-06", AuthorityLevel.PROVINCE, "Ủy ban nhân dân cấp tỉnh"),
        (3, "2026-05-22", AuthorityLevel.PROVINCE, "Chủ tịch Ủy ban nhân dân cấp tỉnh"),
        (4, "2024-01-01", AuthorityLevel.PROVINCE, "Ủy ban nhân dân cấp tỉnh"),
        (4, "2026-11-22", AuthorityLevel.PROVINCE, "Chủ tịch Ủy ban nhân dân cấp tỉnh"),
        (5, "2020-06-01", AuthorityLevel.MINISTRY, "Bộ Nông nghiệp và Phát triển nông thôn"),
        (5, "2025-02-28", AuthorityLevel.MINISTRY, "Bộ Nông nghiệp và Phát triển nông thôn"),
        (5, "2025-03-01", AuthorityLevel.MINISTRY, "Bộ Nông nghiệp và Môi trường"),
        (5, "2026-05-22", AuthorityLevel.MINISTRY, "Bộ trưởng Bộ Nông nghiệp và Môi trường"),
    ],
)
def test_who_recognises_depends_on_level_and_day(stars, day, level, name):
    authority = issuer(stars, date.fromisoformat(day))

    assert authority is not None
    assert (authority.level, authority.name) == (level, name)


@pytest.mark.parametrize(
    ("stars", "day"), [(2, "2024-01-01"), (3, "2019-08-20"), (3, "2025-07-01"), (3, "2025-07-05")]
)
def test_where_no_rule_tells_nobody_is_named(stars, day):
    assert issuer(stars, date.fromisoformat(day)) is None


def test_a_year_in_which_the_level_moved_leaves_the_issuer_unknown():
    assert issuer(3, VagueDate.year(2023)) is None
    assert [a.level for a in issuers(3, VagueDate.year(2023))] == [
        AuthorityLevel.PROVINCE,
        AuthorityLevel.DISTRICT,
    ]


def test_a_year_within_one_rule_names_the_issuer():
    assert issuer(3, VagueDate.year(2024)) == issuer(3, date(2024, 6, 1))


def test_a_year_in_which_only_the_name_changed_gives_the_level():
    authority = issuer(5, VagueDate.year(2025))

    assert authority is not None
    assert (authority.level, authority.name) == (
        AuthorityLevel.MINISTRY,
        "Bộ quản lý nhà nước về nông nghiệp",
    )
    assert authority.source == "148/QĐ-TTg; 1489/QĐ-TTg"


def test_a_span_that_begins_before_any_rule_leaves_the_issuer_unknown():
    assert issuer(4, VagueDate(PROGRAMME_START, date(2020, 1, 1))) is None
