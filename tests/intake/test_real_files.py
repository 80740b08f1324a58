"""`flask catalogue import` on the files of data/, with the map read from the database each time."""

from collections import Counter
from datetime import date

from sqlalchemy import select

from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.queries.standings import product_standings
from config import ROOT
from core.audit.entries import AuditEntry
from registry.models import Producer, Product
from tests.intake.conftest import count
from traceability.areas.models import ProductArea, RawMaterialArea

DATA = ROOT / "data"


def test_the_real_catalogue_is_imported_and_a_second_time_changes_nothing(run, session):
    first = run(DATA / "ocop_products.csv")

    assert (first.exit_code, first.stdout) == (0, "done: 1254 new, 0 changed, 0 unchanged\n")
    assert count(session, Product) == 1254
    assert count(session, Producer) == 617
    assert count(session, Certificate) == 1254
    second = run(DATA / "ocop_products.csv")
    assert second.stdout == "done: 0 new, 0 changed, 1254 unchanged\n"
    assert count(session, CertificateEvent) == 1254

    # Certainly in force: recognised in 2024 or 2025. Certainly lapsed: before 2022, and in 2022 by
    # a source of its time. Open: 2023, unknown years, what may be younger than the day asked about,
    # and what was only assessed.
    products = session.scalars(select(Product.id)).all()
    standings = product_standings(session, products, date(2026, 11, 22)).values()
    assert Counter(str(product.standing.state) for product in standings) == {
        "valid": 143, "expired": 502, "unconfirmed": 549, "potential": 60,
    }  # fmt: skip

    areas = run(DATA / "raw_material_areas.csv")
    assert areas.stdout == "done: 148 new, 0 changed, 0 unchanged\n"
    assert run(DATA / "raw_material_areas.csv").stdout == "done: 0 new, 0 changed, 148 unchanged\n"
    links = run(DATA / "area_products.csv")
    assert links.stdout == "done: 317 new, 0 changed, 0 unchanged\n"
    assert run(DATA / "area_products.csv").stdout == "done: 0 new, 0 changed, 317 unchanged\n"
    assert (count(session, RawMaterialArea), count(session, ProductArea)) == (148, 317)
    acts = session.execute(select(AuditEntry.action, AuditEntry.subject).order_by(AuditEntry.id))
    assert [tuple(act) for act in acts] == [
        ("catalogue.imported", "file:ocop_products.csv"),
        ("areas.imported", "file:raw_material_areas.csv"),
        ("area_links.imported", "file:area_products.csv"),
    ]


def test_a_dry_run_of_many_changes_names_the_first(run, session):
    lines = run(DATA / "ocop_products.csv", "--dry-run").stdout.splitlines()

    assert lines[100] == "… và 1154 thay đổi nữa."
    assert len(lines) == 102


def test_links_to_unknown_areas_or_products_are_refused(run, session):
    result = run(DATA / "area_products.csv")

    assert result.exit_code == 1
    assert "[area_unknown]" in result.stdout
    assert "[product_unknown]" in result.stdout
    assert count(session, ProductArea) == 0
