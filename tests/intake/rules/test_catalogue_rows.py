"""Rows of a product file: what stands in their cells becomes a row, or a refusal."""

import csv
from collections import Counter
from datetime import date

import pytest

from certification.certificates.rules.events import Evidence
from config import ROOT
from core.sheets.cells import TypedDay
from core.sheets.problems import CellRefused
from intake.rules.catalogue_rows import product_schema
from intake.rules.file_kinds import EVERY_NAME, FileKind, kind_of
from tests.intake.conftest import PLAIN, TEA

TODAY = date(2026, 11, 27)


class EveryProvince:
    def province(self, name):
        return 1

    def resembling_province(self, name):
        return None


SCHEMA = product_schema(TODAY, EveryProvince())


def row(**cells):
    written = dict.fromkeys(PLAIN, "") | TEA | cells
    return SCHEMA.build(
        {c.name: c.parse(written[c.name]) for c in SCHEMA.columns if c.name in written}
    )


@pytest.mark.parametrize(
    ("written", "evidence"),
    [
        ("", Evidence.RECOGNISED),
        ("recognised", Evidence.RECOGNISED),
        ("đã công nhận", Evidence.RECOGNISED),
        ("assessed", Evidence.ASSESSED),
        ("mới đánh giá", Evidence.ASSESSED),
    ],
)
def test_the_evidence_is_what_the_file_says(written, evidence):
    parsed = row(evidence=written, decision="")

    assert (parsed.evidence, parsed.given) == (evidence, {"evidence"})


def test_a_file_without_the_column_tells_of_recognitions():
    assert (row().evidence, row().given) == (Evidence.RECOGNISED, frozenset())


@pytest.mark.parametrize(
    "paper", [{"decision": "12/QĐ-UBND"}, {"issued_on": "2024-03-15"}, {"expires_on": "2027-03-10"}]
)
def test_an_assessment_with_a_paper_is_refused(paper):
    with pytest.raises(CellRefused) as no:
        row(**{"decision": "", "evidence": "assessed"} | paper)

    assert (no.value.rule, no.value.facts) == ("assessed_with_paper", {"column": "evidence"})


def test_other_words_for_the_evidence_are_refused():
    with pytest.raises(CellRefused) as no:
        row(evidence="chắc là có")

    assert no.value.rule == "not_a_choice"


@pytest.mark.parametrize("written", ["2024-03-15", "15/03/2024", TypedDay("2024-03-15")])
def test_the_date_of_a_source_is_one_day_however_it_is_written(written):
    assert row(source_date=written).source_date == "2024-03-15"


def test_the_kind_of_a_file_is_told_by_its_header():
    with (ROOT / "data" / "raw_material_areas.csv").open(encoding="utf-8") as file:
        areas = next(csv.reader(file))
    with (ROOT / "data" / "area_products.csv").open(encoding="utf-8") as file:
        links = next(csv.reader(file))

    assert [kind_of(names) for names in (PLAIN, areas, links)] == list(FileKind)
    assert kind_of(["area-name" if name == "area_name" else name for name in areas]) == "areas"
    assert {*PLAIN, *areas, *links} <= set(EVERY_NAME)


def test_the_rows_that_rest_on_a_session_alone_are_known_by_hand():
    with (ROOT / "data" / "ocop_products.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assessed = [r for r in rows if r["evidence"]]

    assert Counter(r["evidence"] for r in assessed) == {"assessed": 105}
    assert sum(r["year"] >= "2024" for r in assessed) == 18  # might else count as in force today
    assert len({r["source_title"] for r in assessed}) == 17
    assert not any(r["decision"] for r in assessed)
