"""The state of a certificate with two hundred events, beside that of one with its grant alone."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from statistics import median

from benchmarks.project import Event, EventKind, VagueDate, state

TODAY = date(2026, 11, 27)
GRANT = Event(EventKind.GRANTED, VagueDate.year(2023), 4)
GRANTS = 500  # judgements of the grant alone, timed before each of the others


@dataclass(frozen=True)
class Judgement:
    """Milliseconds of CPU for one state, and how many of a single grant it costs."""

    record: str
    milliseconds: float
    grants: float


def measure_rules(rounds: int) -> Iterator[Judgement]:
    """In alternation with the grant alone."""
    for name, days in _days().items():
        taken, ratios = [], []
        for _ in range(10 * rounds):
            grant = _cpu([GRANT], GRANTS)
            taken.append(_cpu([GRANT, *_halts(days)], 1))
            ratios.append(taken[-1] / grant)
        yield Judgement(name, median(taken) * 1e3, median(ratios))


def _days() -> dict[str, list[VagueDate]]:
    """When two hundred suspensions and liftings took effect."""

    def one_a_day(first: date) -> list[VagueDate]:
        return [VagueDate.exact(first + timedelta(days=n)) for n in range(200)]

    return {
        "on one day": [VagueDate.exact(TODAY)] * 200,
        "in the year their term may end": one_a_day(date(2026, 1, 1)),
        "in the year of the grant": one_a_day(date(2023, 3, 1)),
        "on unknown days of a year": [VagueDate.year(2024)] * 200,
    }


def _halts(days: Sequence[VagueDate]) -> Iterator[Event]:
    for number, (day, kind) in enumerate(
        zip(days, cycle((EventKind.SUSPENDED, EventKind.LIFTED)), strict=False), 2
    ):
        yield Event(kind, day, number=number)


def _cpu(record: Sequence[Event], times: int) -> float:
    started = time.process_time()
    for _ in range(times):
        state(record, TODAY)
    return (time.process_time() - started) / times
