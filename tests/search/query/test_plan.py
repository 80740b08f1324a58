"""Facet counts as of today."""

from search.query.plan import after_changes


def test_what_changed_is_counted_as_what_it_became():
    assert after_changes({"new": 3, "old": 1}, {"new": 2, "old": 1}, {"old": 2, "gone": 1}) == {
        "new": 1,
        "old": 2,
        "gone": 1,
    }
    assert after_changes({"new": 2}, {"new": 2}, {"old": 2}) == {"old": 2}
