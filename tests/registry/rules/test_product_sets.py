"""Groups and sets are those of the decision of 2026."""

from registry.rules.product_sets import (
    GROUPS,
    SETS,
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


def test_groups_are_found_by_slug_and_by_the_word_of_import_files():
    assert group_of_slug("do-uong") == GROUPS[1]
    assert group_of_slug("nothing") is None
    assert group_of_word("herbal") == GROUPS[2]
    assert group_of_word("Herbal") is None
    assert product_set(11).name == "Chè tươi, chè chế biến"
