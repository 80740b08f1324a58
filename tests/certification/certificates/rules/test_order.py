"""Which of several events stands: first the day decides, then the number on the record."""

from datetime import UTC, date, datetime

from certification.certificates.rules.state import state
from tests.certification.certificates.rules.events import LIFTED, SUSPENDED, event, granted

PAPER = granted("2024-03-15", 4, number=1)


def state_on(day, *listed):
    return state([PAPER, *listed], date.fromisoformat(day)).state


def test_of_one_day_the_highest_number_stands_whatever_the_clock_said():
    late, early = (datetime(2025, 1, 1, hour, tzinfo=UTC) for hour in (9, 2))
    suspended = event(SUSPENDED, "2025-01-01", recorded_at=late, number=2)
    lifted = event(LIFTED, "2025-01-01", recorded_at=early, number=3)

    assert state_on("2025-01-01", lifted, suspended) == "valid"


def test_the_effective_day_comes_before_the_number():
    lifted_first = event(LIFTED, "2025-02-01", number=2)
    suspended_late = event(SUSPENDED, "2025-01-01", number=3)

    assert state_on("2025-01-15", lifted_first, suspended_late) == "suspended"
