"""A publication is news for a week; one without a day is none."""

from datetime import date

import pytest

from traceability.codes.rules.sources import is_stale


@pytest.mark.parametrize(
    ("source_date", "stale"),
    [
        ("2026-11-24", False),
        ("2026-11-17", False),
        ("2026-11-16", True),
        ("2026-11", True),
        ("2026", True),
        ("", True),
    ],
)
def test_what_was_published_over_a_week_ago_is_old(source_date, stale):
    assert is_stale(source_date, date(2026, 11, 24)) is stale
