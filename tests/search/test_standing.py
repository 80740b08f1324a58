"""Standing in filters, facets and order, before and after a change."""

from search.standing import after_changes, matches, star_counts, state_counts, tier

COUNTS = {"valid-4": 3, "valid-3": 2, "expired-4": 5, "potential-5": 1, "none-0": 7}


def test_states_are_counted_for_the_stars_asked():
    assert state_counts(COUNTS, ()) == {"valid": 5, "expired": 5, "potential": 1, "none": 7}
    assert state_counts(COUNTS, (4,)) == {"valid": 3, "expired": 5}


def test_stars_are_counted_in_force_unless_other_states_are_asked():
    assert star_counts(COUNTS, ()) == {4: 3, 3: 2}
    assert star_counts(COUNTS, ("expired", "potential")) == {4: 5, 5: 1}


def test_a_count_is_what_its_filter_lets_through():
    for state, count in state_counts(COUNTS, ()).items():
        assert count == sum(n for s, n in COUNTS.items() if matches(s, (state,), ()))
    for stars, count in star_counts(COUNTS, ()).items():
        assert count == sum(n for s, n in COUNTS.items() if matches(s, (), (stars,)))


def test_what_changed_is_counted_as_what_it_became():
    assert after_changes({"valid-4": 3}, {"valid-4": 2}, {"expired-4": 2}) == {
        "valid-4": 1,
        "expired-4": 2,
    }


def test_what_is_in_force_comes_first_and_the_rest_in_order_of_hope():
    order = ["valid-5", "valid-4", "valid-3", "potential-5", "unconfirmed-4", "expired-5", "none-0"]

    assert sorted(order, key=tier, reverse=True) == order
