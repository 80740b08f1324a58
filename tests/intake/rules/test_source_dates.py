from datetime import date

import pytest

from certification.certificates.rules.dates import VagueDate
from intake.rules.source_dates import granted_between

RECORDED = date(2026, 11, 22)
START = date(2018, 5, 7)


@pytest.mark.parametrize(
    ("year", "source_date", "earliest", "latest"),
    [
        # The year of a recognition or of a round: the decision may follow in the next year, if the
        # source is not older than that.
        (2022, "2023-02-01", date(2022, 1, 1), date(2023, 2, 1)),
        (2024, "2025-01-17", date(2024, 1, 1), date(2025, 1, 17)),
        (2024, "2024-11-18", date(2024, 1, 1), date(2024, 12, 31)),
        (2024, "2025", date(2024, 1, 1), date(2025, 12, 31)),
        (2020, "2022-10-05", date(2020, 1, 1), date(2021, 12, 31)),
        (2023, "", date(2023, 1, 1), date(2024, 12, 31)),
        (2026, "", date(2026, 1, 1), RECORDED),
        (2026, "2026-03", date(2026, 1, 1), RECORDED),
        (None, "2023-02-01", START, date(2024, 2, 1)),
        (None, "2024-12", START, date(2025, 12, 31)),
        (None, "2023-02", START, date(2024, 2, 28)),
        (None, "2024", START, date(2025, 12, 31)),
        (None, "2026-03-01", START, RECORDED),
        (None, "", START, RECORDED),
        (None, "2015", START, START),
    ],
)
def test_a_source_bounds_the_day_of_the_grant(year, source_date, earliest, latest):
    assert granted_between(year, source_date, RECORDED) == VagueDate(earliest, latest)


def test_a_year_still_to_come_is_left_as_stated():
    assert granted_between(2027, "2027", RECORDED) == VagueDate.year(2027)


@pytest.mark.parametrize("text", ["86/QĐ-UBND", "01/02/2023", "2023-13", "2023-02-30", "1-2-3-4"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - several messages of the standard library
        granted_between(None, text, RECORDED)
