"""The label rules are whole: every kind and field has its words, and an edition its day."""

from datetime import date

import pytest

from config import ROOT
from marketplace.listings.rules.content import ListingContent
from marketplace.listings.rules.labels import LabelRules
from marketplace.listings.wording import KINDS, LABEL_FIELDS

RULES = LabelRules.read(ROOT / "data" / "label_fields.csv")
EDITION = RULES.on(date(2026, 11, 28))


def test_every_kind_and_every_field_has_its_words():
    assert set(EDITION.fields) == set(KINDS)
    assert {f.name for fields in EDITION.fields.values() for f in fields} == set(LABEL_FIELDS)


def test_an_edition_is_named_by_the_day_it_began_and_there_is_none_before():
    assert EDITION.name == "2026-01-23"
    with pytest.raises(LookupError):
        RULES.on(date(2026, 1, 22))


def test_what_is_required_and_not_said_is_missing():
    content = ListingContent(
        "Rượu", kind="alcohol", label={"origin": "Việt Nam", "quantity": "1 l"}
    )

    assert EDITION.missing(content) == ("responsible", "ethanol", "warnings")
    assert EDITION.is_incomplete(ListingContent("Không rõ loại"))
    assert not EDITION.is_incomplete(ListingContent("Tham quan", kind="service"))
