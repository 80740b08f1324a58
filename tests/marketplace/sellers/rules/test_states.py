"""The table of transitions, step by step: what is not in it is refused."""

from itertools import product

import pytest

from marketplace.sellers.rules.states import (
    DECISIONS,
    OPEN,
    STANDING,
    ApplicationState,
    ApplicationStep,
    decisions_in,
    next_state,
)

LEGAL = {
    "draft submit": "submitted",
    "more_information submit": "submitted",
    "submitted ask": "more_information",
    "submitted approve": "approved",
    "submitted refuse": "refused",
    "more_information refuse": "refused",
    "approved suspend": "suspended",
    "suspended approve": "approved",
    "approved close": "closed",
    "suspended close": "closed",
    "approved replace": "replaced",
}


@pytest.mark.parametrize(("state", "step"), list(product(ApplicationState, ApplicationStep)))
def test_every_step_from_every_state_is_as_the_table_says(state, step):
    assert next_state(state, step) == LEGAL.get(f"{state} {step}")


def test_nobody_becomes_a_seller_without_having_handed_in():
    ways = {state for state in ApplicationState for step in ApplicationStep
            if next_state(state, step) in STANDING and state not in STANDING}  # fmt: skip

    assert ways == {ApplicationState.SUBMITTED}


def test_what_is_over_moves_no_more():
    over = set(ApplicationState) - {*OPEN, *STANDING}

    assert {next_state(state, step) for state in over for step in ApplicationStep} == {None}
    assert {decisions_in(state) for state in over} == {()}
    assert decisions_in(ApplicationState.SUBMITTED) == DECISIONS[:3]
