"""Every state meets every step; what is not in this table is refused."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.issued_codes import CodeStatus
from traceability.codes.rules.code_states import CodeStep, next_state

ALLOWED = {
    ("reserved", "print"): "printed",
    ("reserved", "void"): "void",
    ("printed", "activate"): "activated",
    ("printed", "void"): "void",
    ("printed", "report_stolen"): "stolen",
    ("activated", "void"): "void",
    ("activated", "report_stolen"): "stolen",
    ("activated", "recall"): "recalled",
    ("activated", "retire"): "retired",
    ("reserved", "erase"): "erased",
    ("printed", "erase"): "erased",
    ("activated", "erase"): "erased",
    ("void", "erase"): "erased",
}


@pytest.mark.parametrize(("state", "step"), list(itertools.product(CodeStatus, CodeStep)))
def test_each_step_leads_where_the_table_says_or_nowhere(state, step):
    assert next_state(state, step) == ALLOWED.get((state.value, step.value))


def test_stolen_recalled_retired_and_erased_are_the_end():
    final = {s.value for s in CodeStatus if not any(next_state(s, step) for step in CodeStep)}

    assert final == {"stolen", "recalled", "retired", "erased"}


@given(st.lists(st.sampled_from(CodeStep), max_size=20))
def test_no_code_is_activated_before_it_was_printed(steps):
    state, seen = CodeStatus.RESERVED, [CodeStatus.RESERVED]
    for step in steps:
        state = next_state(state, step) or state
        seen.append(state)

    if CodeStatus.ACTIVATED in seen:
        assert CodeStatus.PRINTED in seen[: seen.index(CodeStatus.ACTIVATED)]
