"""A difference shows what went and what came, and nothing is lost between."""

from hypothesis import given
from hypothesis import strategies as st

from marketplace.listings.rules.content import ListingContent
from marketplace.listings.rules.differences import TextChange, differences, pieces

WORDS = st.text(alphabet="ab đé,.\n ", max_size=40)


@given(WORDS, WORDS)
def test_the_pieces_hold_both_texts_whole(before, after):
    parts = list(pieces(before, after))

    assert "".join(p.text for p in parts if p.change is not TextChange.NEW) == before
    assert "".join(p.text for p in parts if p.change is not TextChange.GONE) == after


def test_only_fields_that_differ_are_named():
    before = ListingContent("Miến", story="Ba đời", label={"origin": "Việt Nam", "storage": "Khô"})
    after = ListingContent("Miến", story="Bốn đời", kind="food", label={"origin": "Việt Nam"})

    assert [d.field for d in differences(before, after)] == ["story", "kind", "storage"]
    assert differences(after, after) == []
