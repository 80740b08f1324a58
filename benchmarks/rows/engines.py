"""Search engines in process, without pages around them, beside a loop of pure Python."""

import gc
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.project import (
    engine_of,
    filtered_query,
    product_names,
    text_query,
    without_accents,
)
from benchmarks.system.databases import Shop

QUESTIONS = 200
SEED = 7
LEAST_LETTERS = 4
TURNS = 10_000  # of the loop: about as long as a question takes


@dataclass(frozen=True)
class EngineLatency:
    """One kind of question, and the loop that ran between the questions, in milliseconds."""

    kind: str
    p50: float
    p99: float
    cpu_p99: float
    loop_p50: float
    loop_p99: float


def measure_engine(shop: Shop, questions: int = QUESTIONS) -> Iterator[EngineLatency]:
    """Pages with facets, suggestions and typing mistakes, over names of this shop."""
    engine = engine_of(shop.environment)
    names = _names(shop, questions)
    gc.collect()
    gc.freeze()  # as a web process does when it begins
    kinds: dict[str, Callable[[str], object]] = {
        "page of 24 + facets, one word": lambda name: engine.search(text_query(name.split()[0])),
        "page of 24 + facets, two words": lambda name: engine.search(text_query(_words(name, 2))),
        "the same, without accents": lambda name: engine.search(
            text_query(without_accents(_words(name, 2)))
        ),
        "no words, filter and sort": lambda _: engine.search(filtered_query()),
        "typing mistake": lambda name: engine.search(text_query(_mistyped(_words(name, 2)))),
        "suggest, last word unfinished": lambda name: engine.suggest(_words(name, 2)[:-1]),
    }
    for kind, question in kinds.items():
        yield _latency(kind, question, names)


def _latency(kind: str, question: Callable[[str], object], names: list[str]) -> EngineLatency:
    for name in names[:10]:
        question(name)
    taken, cpu, loops = [], [], []
    for name in names:
        started, used = time.perf_counter(), time.process_time()
        question(name)
        cpu.append((time.process_time() - used) * 1e3)
        taken.append((time.perf_counter() - started) * 1e3)
        loops.append(_loop())
    last, middle = len(names) * 99 // 100, len(names) // 2
    for each in (taken, cpu, loops):
        each.sort()
    return EngineLatency(kind, taken[middle], taken[last], cpu[last], loops[middle], loops[last])


def _loop() -> float:
    started, total = time.perf_counter(), 0
    for number in range(TURNS):
        total += number
    return (time.perf_counter() - started) * 1e3


def _names(shop: Shop, count: int) -> list[str]:
    names = [name for name in product_names(shop.environment) if len(name.split()) > 1]
    return random.Random(SEED).choices(names, k=count)


def _words(name: str, count: int) -> str:
    return " ".join(name.split()[:count])


def _mistyped(words: str) -> str:
    """The longest word loses a letter in its middle."""
    longest = max(words.split(), key=len)
    if len(longest) < LEAST_LETTERS:
        longest = words.rsplit(maxsplit=1)[-1] + "nh"
    middle = len(longest) // 2
    return words.replace(longest, longest[:middle] + longest[middle + 1 :], 1)
