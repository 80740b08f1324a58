"""The judged queries are a set that can be trusted: enough of each kind, each with an answer."""

import csv
from collections import Counter

import pytest

from benchmarks.relevance.judgements import (
    JudgedProduct,
    JudgedQuery,
    judged_queries,
    r_precision,
)
from config import ROOT

QUERIES = list(judged_queries())


def catalogue() -> list[JudgedProduct]:
    with (ROOT / "data" / "ocop_products.csv").open(encoding="utf-8", newline="") as lines:
        return [
            JudgedProduct(
                id=number,
                name=row["product_name"],
                producer=row["producer_name"],
                place=f"{row['commune']} {row['district']} {row['province']}",
                product_set=row["product_set"],
            )
            for number, row in enumerate(csv.DictReader(lines))
        ]


def test_there_are_enough_queries_of_every_category_half_of_them_held_out():
    categories = Counter(query.category for query in QUERIES)
    held_out = Counter(query.category for query in QUERIES if query.is_held_out)

    assert len(QUERIES) >= 200
    assert len({query.text for query in QUERIES}) == len(QUERIES)
    assert min(categories.values()) >= 15
    assert {name: number // 2 for name, number in categories.items()} == held_out


def test_every_query_has_an_answer_in_the_catalogue():
    products = catalogue()

    unanswered = [query.text for query in QUERIES if not query.relevant_among(products)]

    assert unanswered == []


@pytest.mark.parametrize(
    ("relevant", "ids"),
    [
        ("name:hạt sen", {1, 2}),
        ("name:hạt sen & -name:bột", {1}),
        ("head:hạt sen|bột", {1, 2}),
        ("name:sen hạt", set()),
        ("name:hạt se", set()),
        ("place:hòa bình", {2}),
        ("any:hòa bình|sen quê", {1, 2}),
        ("set:7|8", {2}),
    ],
)
def test_a_predicate_reads_as_a_person_reads_it(relevant, ids):
    products = [
        JudgedProduct(1, "Hạt sen sấy", "HTX Sen Quê", "Nghệ An", "3"),
        JudgedProduct(2, "Bột gạo - Hạt sen", "", "Hoà Bình", "7"),
    ]

    assert JudgedQuery("", "", is_held_out=False, relevant=relevant).relevant_among(products) == ids


@pytest.mark.parametrize(
    ("ids", "relevant", "figure"),
    [
        ([1, 2, 3], {1, 2}, 1.0),
        ([1, 3, 2], {1, 2}, 0.5),
        ([], {1}, 0.0),
        (list(range(10)), set(range(5, 40)), 0.5),
    ],
)
def test_r_precision_looks_at_as_many_places_as_there_are_answers(ids, relevant, figure):
    assert r_precision(ids, frozenset(relevant)) == figure
