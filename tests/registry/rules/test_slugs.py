"""Slugs are ASCII, short and stable."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.slugs import slug_of, squeezed, without_accents


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Đường thốt nốt", "duong-thot-not"),
        ("Rượu “Gò Đen” 45°", "ruou-go-den-45"),
        ("Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"),
        ("Ðà Nẵng", "da-nang"),  # eth, as old fonts have it
        ("  Trà   sen  ", "tra-sen"),
        ("茶", ""),
    ],
)
def test_a_slug_is_the_name_without_accents(name, slug):
    assert slug_of(name) == slug


def test_a_long_name_is_cut_between_words():
    assert slug_of("một hai ba bốn", limit=9) == "mot-hai"
    assert slug_of("một hai ba bốn", limit=7) == "mot-hai"
    assert slug_of("nghiêng", limit=4) == "nghi"


@given(st.text(max_size=200))
def test_a_slug_fits_an_address_and_is_its_own_slug(text):
    slug = slug_of(text)

    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= 80
    assert slug_of(slug) == slug


@given(st.text(max_size=50))
def test_squeezed_forgets_hyphens_spaces_and_accents(text):
    assert (
        squeezed(without_accents(text))
        == squeezed(text)
        == slug_of(text, limit=999).replace("-", "")
    )
