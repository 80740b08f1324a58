"""The checklist by legal form and day: what is computed, given or waived, and what blocks."""

from datetime import date

import pytest

from marketplace.sellers.checklist_table import checklist_rows
from marketplace.sellers.rules.checklist import (
    ChecklistItem,
    Dossier,
    ItemState,
    Outcome,
    checklist,
)
from marketplace.sellers.rules.states import ApplicationKind
from registry.rules.legal_forms import LegalForm
from tests.factories.sellers import PERSONAL_ID, make_facts

DAY, LATER = date(2026, 12, 31), date(2027, 1, 1)


def standings(day=DAY, kind=ApplicationKind.NEW, papers=(), outcomes=None, **facts):
    dossier = Dossier(kind, make_facts(**facts), frozenset(papers), outcomes=outcomes or {})
    return {each.item: each for each in checklist(checklist_rows(), dossier, day)}


@pytest.mark.parametrize(
    ("facts", "kind", "items"),
    [
        ({"legal_form": "cooperative"}, "new", set()),
        ({"legal_form": "household"}, "new", {"personal_id"}),
        ({"legal_form": "cooperative_group"}, "new", {"personal_id"}),
        ({"legal_form": "limited", "sells_food": True}, "new", {"food_safety"}),
        ({"legal_form": "farm", "sells_alcohol": True}, "new", {"personal_id", "alcohol_licence"}),
        ({"legal_form": "cooperative"}, "claim", {"claim_proof"}),
        ({"legal_form": "cooperative"}, "conversion", set()),
    ],
)
def test_what_a_seller_needs_follows_from_form_and_goods(facts, kind, items):
    always = {"tax_code", "place", "registration", "bank_account", "electronic_authentication"}

    assert set(standings(kind=ApplicationKind(kind), **facts)) == always | items


@pytest.mark.parametrize(
    ("facts", "item", "state"),
    [
        ({}, ChecklistItem.TAX_CODE, ItemState.COMPUTED),
        ({"tax_code": "0100233480"}, ChecklistItem.TAX_CODE, ItemState.FAULTY),
        ({"tax_code": PERSONAL_ID}, ChecklistItem.TAX_CODE, ItemState.COMPUTED),
        (
            {"tax_code": PERSONAL_ID, "legal_form": "limited"},
            ChecklistItem.TAX_CODE,
            ItemState.FAULTY,
        ),
        ({"tax_code": ""}, ChecklistItem.TAX_CODE, ItemState.MISSING),
        ({}, ChecklistItem.PERSONAL_ID, ItemState.COMPUTED),
        ({"personal_id": ""}, ChecklistItem.PERSONAL_ID, ItemState.MISSING),
        ({"province_id": 3}, ChecklistItem.PLACE, ItemState.COMPUTED),
        ({}, ChecklistItem.REGISTRATION, ItemState.MISSING),
        ({"papers": ["registration"]}, ChecklistItem.REGISTRATION, ItemState.ATTESTED),
        ({"identity_attested": True}, ChecklistItem.ELECTRONIC_AUTHENTICATION, ItemState.ATTESTED),
    ],
)
def test_an_item_stands_as_it_was_given(facts, item, state):
    assert standings(**facts)[item].state is state


@pytest.mark.parametrize("outcome", list(Outcome))
def test_what_an_operator_says_of_a_paper_stands(outcome):
    given = standings(papers=["registration"], outcomes={"registration": outcome})

    assert given[ChecklistItem.REGISTRATION].state == outcome
    assert given[ChecklistItem.REGISTRATION].state.is_fulfilled == (outcome is not Outcome.REJECTED)


def test_electronic_authentication_can_be_waived_until_the_law_is_in_force():
    before = standings(DAY)[ChecklistItem.ELECTRONIC_AUTHENTICATION]
    after = standings(LATER)[ChecklistItem.ELECTRONIC_AUTHENTICATION]

    assert (before.needs_waiver, before.blocks, before.waivable_until) == (True, False, DAY)
    assert (after.needs_waiver, after.blocks, after.waivable_until) == (False, True, None)


def test_a_waiver_ends_where_the_law_allows_none():
    waived = {"electronic_authentication": Outcome.WAIVED}
    item = ChecklistItem.ELECTRONIC_AUTHENTICATION

    assert standings(DAY, outcomes=waived)[item].state is ItemState.WAIVED
    assert standings(LATER, outcomes=waived)[item].blocks


def test_each_item_has_one_row_on_each_day():
    for day in (date(2026, 8, 1), DAY, LATER):
        rows = [row.item for row in checklist_rows() if row.is_in_force(day)]
        assert sorted(rows) == sorted(ChecklistItem), day


def test_every_form_named_in_the_table_is_a_legal_form():
    assert set().union(*(row.legal_forms for row in checklist_rows())) <= set(LegalForm)
