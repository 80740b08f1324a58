"""Trying codes until one exists is stopped; a false label seen by many is not."""

from traceability.scans.rules.guesses import MOST_UNKNOWN, WITHIN_SECONDS, GuessLimit

HOME = "113.161.72.9/32"


def test_more_than_twenty_different_codes_in_ten_minutes_are_too_many():
    limit = GuessLimit()
    for number in range(MOST_UNKNOWN):
        assert limit.note(HOME, f"code {number}", at=number) is False
    assert limit.seconds_to_wait(HOME, at=20) == 0

    assert limit.note(HOME, "one more", at=20) is True
    assert limit.note(HOME, "and one", at=20) is False

    assert limit.seconds_to_wait(HOME, at=21) == WITHIN_SECONDS - 21 + 1
    assert limit.seconds_to_wait(HOME, at=WITHIN_SECONDS - 1) == 2
    assert limit.seconds_to_wait(HOME, at=WITHIN_SECONDS) == 0  # the first is ten minutes old
    assert limit.seconds_to_wait("another", at=21) == 0


def test_one_false_label_scanned_by_a_whole_fair_locks_nobody_out():
    limit = GuessLimit()
    for at in range(500):
        limit.note(HOME, "the same code", at=at)

    assert limit.seconds_to_wait(HOME, at=500) == 0


def test_memory_is_bounded_whatever_is_asked():
    limit = GuessLimit(most_sources=3)
    for number in range(1000):
        limit.note(f"source {number % 7}", f"code {number}", at=1)

    assert len(limit._seen) == 3
    assert all(len(codes) <= MOST_UNKNOWN + 1 for codes in limit._seen.values())
