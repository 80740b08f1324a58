"""Checklist of an application: which items count for it on a day, and how each one stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from marketplace.sellers.rules.facts import OF_PEOPLE, ApplicationFacts
from marketplace.sellers.rules.identifiers import read_personal_id, read_tax_code
from marketplace.sellers.rules.states import ApplicationKind


class ChecklistItem(StrEnum):
    TAX_CODE = "tax_code"
    PLACE = "place"
    PERSONAL_ID = "personal_id"
    REGISTRATION = "registration"
    CLAIM_PROOF = "claim_proof"
    FOOD_SAFETY = "food_safety"
    ALCOHOL_LICENCE = "alcohol_licence"
    BANK_ACCOUNT = "bank_account"
    ELECTRONIC_AUTHENTICATION = "electronic_authentication"


class ItemCondition(StrEnum):
    """When an item counts, beside the legal form."""

    ALWAYS = ""
    FOOD = "food"
    ALCOHOL = "alcohol"
    CLAIM = "claim"


class ItemEvidence(StrEnum):
    """What fulfils an item before anybody of ours has looked at it."""

    COMPUTED = "computed"  # from the facts, by a rule
    PAPER = "paper"  # a document that was sent
    ATTESTED = "attested"  # the applicant's word


class Outcome(StrEnum):
    """What an operator makes of an item; all but the first need a reason."""

    VERIFIED = "verified"
    WAIVED = "waived"
    REJECTED = "rejected"


class ItemState(StrEnum):
    MISSING = "missing"
    FAULTY = "faulty"  # computed, and not right
    COMPUTED = "computed"
    ATTESTED = "attested"  # given, and not looked at yet
    VERIFIED = "verified"
    WAIVED = "waived"
    REJECTED = "rejected"

    @property
    def is_fulfilled(self) -> bool:
        return self in {ItemState.COMPUTED, ItemState.VERIFIED, ItemState.WAIVED}


_OPEN = frozenset({ItemState.MISSING, ItemState.FAULTY, ItemState.REJECTED})


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """An item as the table has it for some time: both days belong to it."""

    item: ChecklistItem
    legal_forms: frozenset[str]  # empty: all
    condition: ItemCondition
    evidence: ItemEvidence
    is_waivable: bool
    valid_from: date
    valid_to: date | None
    basis: str

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Dossier:
    """An application with what belongs to it, as far as its checklist asks."""

    kind: ApplicationKind
    facts: ApplicationFacts
    papers: frozenset[str] = frozenset()  # items for which a paper was sent
    bank_holder: str | None = None  # of the account that was named
    holder_fits: bool = False
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)  # of operators, by item


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """How one item stands. `waivable_until`: the last day on which it can be waived."""

    row: ChecklistRow
    state: ItemState
    waivable_until: date | None = None

    @property
    def item(self) -> ChecklistItem:
        return self.row.item

    @property
    def blocks(self) -> bool:
        """Whether no approval is possible until the applicant has given it."""
        return not self.row.is_waivable and self.state in _OPEN

    @property
    def needs_waiver(self) -> bool:
        """Whether an approval would have to do without it."""
        return self.row.is_waivable and self.state in _OPEN


def checklist(rows: Iterable[ChecklistRow], dossier: Dossier, day: date) -> list[ItemStanding]:
    """The items that count for this application on a day, in the order of the table."""
    table = list(rows)
    return [
        ItemStanding(row, _state(row, dossier), _waivable_until(table, row))
        for row in table
        if row.is_in_force(day) and _counts(row, dossier)
    ]


def _counts(row: ChecklistRow, dossier: Dossier) -> bool:
    if row.legal_forms and dossier.facts.legal_form not in row.legal_forms:
        return False
    match row.condition:
        case ItemCondition.FOOD:
            return dossier.facts.sells_food
        case ItemCondition.ALCOHOL:
            return dossier.facts.sells_alcohol
        case ItemCondition.CLAIM:
            return dossier.kind is ApplicationKind.CLAIM
        case _:
            return True


def _state(row: ChecklistRow, dossier: Dossier) -> ItemState:
    """Nobody verifies what a rule computes; what is wrong with it can only be waived.

    A waiver ends when the law allows none any more.
    """
    outcome = dossier.outcomes.get(row.item)
    if outcome is Outcome.WAIVED and not row.is_waivable:
        outcome = None
    given = _given(row, dossier)
    if row.evidence is ItemEvidence.COMPUTED and given is ItemState.COMPUTED:
        return given
    return ItemState(outcome) if outcome else given


def _given(row: ChecklistRow, dossier: Dossier) -> ItemState:
    match row.item:
        case ChecklistItem.TAX_CODE:
            return _computed(dossier.facts.tax_code, _is_tax_code(dossier.facts))
        case ChecklistItem.PLACE:
            return _computed(dossier.facts.province_id, right=True)
        case ChecklistItem.PERSONAL_ID:
            number = dossier.facts.personal_id
            return _computed(number, right=read_personal_id(number) == number)
        case ChecklistItem.BANK_ACCOUNT:
            return _computed(dossier.bank_holder, dossier.holder_fits)
        case ChecklistItem.ELECTRONIC_AUTHENTICATION:
            is_given = dossier.facts.identity_attested
        case _:
            is_given = row.item in dossier.papers
    return ItemState.ATTESTED if is_given else ItemState.MISSING


def _computed(value: object, right: bool) -> ItemState:  # noqa: FBT001 - what a rule says of it
    if not value:
        return ItemState.MISSING
    return ItemState.COMPUTED if right else ItemState.FAULTY


def _is_tax_code(facts: ApplicationFacts) -> bool:
    of_people = facts.form is None or facts.form in OF_PEOPLE
    return read_tax_code(facts.tax_code, of_people=of_people) == facts.tax_code


def _waivable_until(table: Iterable[ChecklistRow], row: ChecklistRow) -> date | None:
    """Where a later row of the same item cannot be waived: the day before it begins."""
    if not row.is_waivable or row.valid_to is None:
        return None
    stricter = [r for r in table if r.item is row.item and not r.is_waivable]
    return row.valid_to if any(r.valid_from > row.valid_to for r in stricter) else None
