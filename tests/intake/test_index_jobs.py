"""An import defers work on the index only for what a search can tell apart."""

import pytest
from sqlalchemy import text

from core.clock import today
from intake.services.catalogue_changes import UNINDEXED, Change
from registry.models import Product
from storefront.index.queries.documents import product_documents
from tests.factories.catalogue import make_product


def change(**what):
    return Change(2, "Chè", is_new=False, what=what, recognition=None)


def test_a_new_product_a_recognition_and_a_name_are_indexed():
    assert Change(2, "Chè", is_new=True, what={}, recognition=None).is_indexed
    assert Change(2, "Chè", is_new=False, what={}, recognition="2024").is_indexed
    assert change(name=("Chè", "Trà")).is_indexed
    assert change(gtin=(None, "8930000000017"), name=("Chè", "Trà")).is_indexed


@pytest.mark.parametrize("column", sorted(UNINDEXED))
def test_what_no_document_holds_is_not(column):
    assert not change(**{column: ("a", "b")}).is_indexed


@pytest.mark.parametrize("column", sorted(UNINDEXED & set(Product.__table__.c.keys())))
def test_a_document_is_the_same_whatever_such_a_column_says(session, column):
    product = make_product(session)
    [before] = product_documents(session, [product.id], today())
    other = {"gtin": "08930000000017", "print": "tea", "product_set": 2}.get(column, "khác")

    session.execute(text(f"UPDATE product SET {column} = :other"), {"other": other})

    assert product_documents(session, [product.id], today()) == [before]
