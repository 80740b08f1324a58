"""Standing in filters, facets and order."""

from itertools import combinations

from search.ranking import MOST_BOOST
from storefront.index.rules import (
    BOOSTS,
    STANDINGS,
    STAR_PHRASES,
    STARS,
    STATES,
    allowed,
    ranked,
    split,
    star_counts,
    state_counts,
    tier,
)

COUNTS = {"valid-4": 3, "valid-3": 2, "expired-4": 5, "potential-5": 1, "none-0": 7}


def test_nothing_asked_allows_everything_by_naming_nothing():
    assert allowed() == ()


def test_a_state_asked_allows_it_with_any_stars():
    assert allowed(states=["expired"]) == ("expired-3", "expired-4", "expired-5", "expired-0")


def test_stars_asked_alone_mean_stars_in_force():
    assert allowed(stars=[4]) == ("valid-4",)


def test_stars_and_states_asked_together_allow_what_is_both():
    for states in combinations(STATES, 2):
        for stars in combinations(STARS, 2):
            assert {split(s) for s in allowed(states=states, stars=stars)} == {
                (state, count) for state in states for count in stars
            }


def test_states_are_counted_for_the_stars_asked():
    assert state_counts(COUNTS) == {"valid": 5, "expired": 5, "potential": 1, "none": 7}
    assert state_counts(COUNTS, (4,)) == {"valid": 3, "expired": 5}


def test_stars_are_counted_in_force_unless_other_states_are_asked():
    assert star_counts(COUNTS) == {4: 3, 3: 2}
    assert star_counts(COUNTS, ("expired", "potential")) == {4: 5, 5: 1}


def test_a_count_is_what_its_filter_lets_through():
    for state, count in state_counts(COUNTS).items():
        assert count == sum(n for s, n in COUNTS.items() if s in allowed(states=[state]))
    for stars, count in star_counts(COUNTS).items():
        assert count == sum(n for s, n in COUNTS.items() if s in allowed(stars=[stars]))


def test_what_is_in_force_comes_first_and_the_rest_in_order_of_hope():
    order = ["valid-5", "valid-4", "valid-3", "potential-5", "unconfirmed-4", "expired-5", "none-0"]

    assert sorted(order, key=tier, reverse=True) == order


def test_a_standing_in_the_index_carries_what_ranks_it():
    status = ranked("valid-4")

    assert (status.name, status.boost, status.tier) == ("valid-4", 0.09, 16)
    assert (ranked("none-0").boost, ranked("none-0").tier) == (0, 0)


def test_no_standing_outweighs_a_step_between_two_ways_of_matching():
    assert BOOSTS.keys() < set(STANDINGS)
    assert max(BOOSTS.values()) < MOST_BOOST


def test_typed_stars_mean_stars_in_force():
    assert STAR_PHRASES["4 sao"] == STAR_PHRASES["bốn stars"] == ("valid-4",)
    assert len(STAR_PHRASES) == 24
