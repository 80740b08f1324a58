"""What an audit entry costs: the same unrelated acts of many processes, with one each and without.

An act is the shortest we have, a step in the life of a code: one row locked and changed. With and
without take turns, so that a busy moment of the machine meets both.
"""

import multiprocessing
import time
from contextlib import nullcontext
from dataclasses import dataclass
from statistics import median
from typing import Any
from unittest.mock import patch

from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from benchmarks.project import (
    CodeKind,
    CodeStep,
    codes,
    create_app,
    driver_url,
    issue,
    settings_of,
    transaction,
)
from benchmarks.system.databases import FOLDER, Databases, Shop
from core.access.actors import Actor

ACTS, PROCESSES = 200, 16
TIMEOUT = 60  # seconds
DATABASE = "bench_audit"


@dataclass(frozen=True)
class Audited:
    """Acts a second without and with an audit entry, and the ratio of each pair of rounds."""

    plain: float
    audited: float
    ratios: list[float]

    @property
    def ratio(self) -> float:
        return median(self.ratios)


def measure_audit(databases: Databases, rounds: int) -> Audited:
    """`rounds` pairs, after one that does not count."""
    crew = Crew(Shop(0, databases.fresh(DATABASE), FOLDER / DATABASE))
    pairs = []
    for turn in range(rounds + 1):
        first, second = (True, False) if turn % 2 else (False, True)  # neither always comes first
        rates = {first: crew.act(audited=first), second: crew.act(audited=second)}
        pairs.append((rates[False], rates[True]))
    crew.dismiss()
    databases.drop(DATABASE)
    plain, audited = zip(*pairs[1:], strict=True)
    ratios = [both[1] / both[0] for both in pairs[1:]]
    return Audited(median(plain), median(audited), ratios)


class Crew:
    """Processes with a connection each, which start every round together."""

    def __init__(self, shop: Shop) -> None:
        self._engine = create_engine(driver_url(shop.database_url))
        app = create_app(settings_of(shop.environment))
        context = multiprocessing.get_context("fork")
        together, self._times = context.Barrier(PROCESSES), context.Queue()
        self._orders = [context.Queue() for _ in range(PROCESSES)]
        self._processes = [
            context.Process(target=_work, args=(app, together, orders, self._times), daemon=True)
            for orders in self._orders
        ]
        for process in self._processes:
            process.start()

    def act(self, *, audited: bool) -> float:
        """One act on each of new codes; how many a second."""
        with Session(self._engine) as session, session.begin():
            acts = [*issue(session, CodeKind.LOT, ACTS)]
        for number, orders in enumerate(self._orders):
            orders.put((acts[number::PROCESSES], audited))
        times = [self._times.get(timeout=TIMEOUT) for _ in self._orders]
        return ACTS / (max(end for _, end in times) - min(start for start, _ in times))

    def dismiss(self) -> None:
        for orders in self._orders:
            orders.put(None)
        for process in self._processes:
            process.join(TIMEOUT)
        self._engine.dispose()


def _work(app: Flask, together: Any, orders: Any, times: Any) -> None:
    with app.app_context():
        while order := orders.get():
            acts, audited = order
            with nullcontext() if audited else patch.object(codes, "record"):
                together.wait(TIMEOUT)
                start = time.monotonic()
                for code in acts:
                    with transaction() as session:
                        codes.change_status(session, code, CodeStep.VOID, actor=Actor("benchmark"))
                times.put((start, time.monotonic()))
