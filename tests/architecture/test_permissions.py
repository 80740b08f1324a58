"""One table says who may use which address; an address without a row fails here."""

import csv

import pytest

from config import ROOT

ROLES = {"anyone", "producer", "officer", "operator"}


@pytest.fixture(scope="module")
def table():
    with (ROOT / "data" / "permissions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_address_has_exactly_one_row(app, table):
    rows = sorted((row["endpoint"], row["methods"]) for row in table)
    rules = sorted(
        {
            (rule.endpoint, " ".join(sorted(rule.methods - {"HEAD", "OPTIONS"})))
            for rule in app.url_map.iter_rules()
        }
    )

    assert rows == rules


def test_every_row_names_a_known_role_and_scope(table):
    assert {row["role"] for row in table} <= ROLES
    assert all(row["scope"] for row in table)


def test_whatever_changes_something_says_so(table):
    assert all(row["changes"] for row in table if "POST" in row["methods"])


def test_labels_are_for_those_who_may_print_them_as_soon_as_there_are_desks(table):
    (labels,) = [row for row in table if row["endpoint"] == "qr.sheet"]

    if {"producer", "officer"} & {row["role"] for row in table}:
        assert labels["role"] != "anyone"
    else:
        assert labels["scope"].startswith("public until desks exist;")
