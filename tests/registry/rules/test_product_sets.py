"""Groups and sets are those of the decision in force on the day."""

from datetime import date

import pytest

from registry.rules.product_sets import (
    CLASSIFICATIONS,
    GROUPS,
    SETS,
    classification_on,
    group_of_slug,
    group_of_word,
    product_set,
)
from registry.rules.slugs import slug_of


def test_the_decision_of_2026_has_6_groups_and_26_sets():
    assert [g.number for g in GROUPS] == [1, 2, 3, 4, 5, 6]
    assert [s.number for s in SETS] == list(range(1, 27))
    assert [sum(s.group == g.number for s in SETS) for g in GROUPS] == [13, 4, 3, 2, 3, 1]


def test_slugs_are_unique_and_fit_an_address():
    slugs = [g.slug for g in GROUPS] + [s.slug for s in SETS]

    assert len(set(slugs)) == len(slugs)
    assert all(slug_of(slug) == slug for slug in slugs)


@pytest.mark.parametrize(
    ("day", "decision"),
    [
        (date(2019, 8, 20), None),
        (date(2019, 8, 21), "1048/QĐ-TTg"),
        (date(2023, 2, 23), "1048/QĐ-TTg"),
        (date(2023, 2, 24), "148/QĐ-TTg"),
        (date(2026, 5, 21), "148/QĐ-TTg"),
        (date(2026, 5, 22), "26/2026/QĐ-TTg"),
        (date(2040, 1, 1), "26/2026/QĐ-TTg"),
    ],
)
def test_one_decision_is_in_force_on_a_day(day, decision):
    found = classification_on(day)

    assert (found.decision if found else None) == decision
    assert sum(c.is_in_force_on(day) for c in CLASSIFICATIONS) == (decision is not None)


def test_old_records_keep_the_old_names():
    old = classification_on(date(2020, 6, 1))

    assert old is not None
    assert old.groups[3].name == "Vải và may mặc"


def test_groups_are_found_by_slug_and_by_the_word_of_import_files():
    assert group_of_slug("do-uong") == GROUPS[1]
    assert group_of_slug("nothing") is None
    assert group_of_word("herbal") == GROUPS[2]
    assert group_of_word("Herbal") is None
    assert product_set(11).name == "Chè tươi, chè chế biến"
