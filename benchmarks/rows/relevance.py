"""Relevance of searches: R-precision among the first ten, by category, over the judged queries."""

import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import fmean

from benchmarks.project import (
    SearchEngine,
    SearchUnavailable,
    engine_of,
    judged_products,
    text_query,
)
from benchmarks.relevance.judgements import DEPTH, JudgedQuery, judged_queries, r_precision
from benchmarks.system.databases import Shop
from benchmarks.targets import CATEGORY_RELEVANCE

OVERALL = "all categories"
MOST_ATTEMPTS = 10
PATIENCE = 2.5  # seconds; longer than a circuit breaker stays open


@dataclass(frozen=True)
class Answer:
    """How much of what answers a query stood in the first places."""

    query: JudgedQuery
    precision: float


@dataclass(frozen=True)
class CategoryRelevance:
    """Means over the queries of a category, in both halves of the set."""

    category: str
    queries: int
    tuning: float
    held_out: float
    both: float


def measure_relevance(shop: Shop) -> list[Answer]:
    """Every judged query, asked of the engine with the real catalogue."""
    engine = engine_of(shop.environment)
    products = judged_products(shop.environment)
    answers = []
    for query in judged_queries():
        ids = _ids_of(engine, query.text)[:DEPTH]
        answers.append(Answer(query, r_precision(ids, query.relevant_among(products))))
    return answers


def _ids_of(engine: SearchEngine, text: str) -> Sequence[int]:
    """What is found in the end: a server that answers too slowly on a busy machine is asked again.

    Raises SearchUnavailable when it never does.
    """
    for _ in range(MOST_ATTEMPTS - 1):
        with suppress(SearchUnavailable):
            return engine.search(text_query(text)).ids
        time.sleep(PATIENCE)
    return engine.search(text_query(text)).ids


def worst(answers: Sequence[Answer]) -> list[Answer]:
    """Those that alone would fail a category, the worst first."""
    low = [a for a in answers if not CATEGORY_RELEVANCE.is_met(a.precision)]
    return sorted(low, key=lambda answer: answer.precision)


def by_category(answers: Sequence[Answer]) -> list[CategoryRelevance]:
    """Each category, then all together; a mean over queries, not over categories."""
    categories = dict.fromkeys(answer.query.category for answer in answers)
    return [
        *(_mean(name, [a for a in answers if a.query.category == name]) for name in categories),
        _mean(OVERALL, answers),
    ]


def _mean(category: str, answers: Sequence[Answer]) -> CategoryRelevance:
    tuning = [answer for answer in answers if not answer.query.is_held_out]
    held_out = [answer for answer in answers if answer.query.is_held_out]
    figures = map(_precision, (tuning, held_out, answers))
    return CategoryRelevance(category, len(answers), *figures)


def _precision(answers: Iterable[Answer]) -> float:
    return fmean(answer.precision for answer in answers)
