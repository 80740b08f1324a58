"""The command on sheets of a few rows, and the map read once for all of them."""

import csv
import io

import pytest
from sqlalchemy import func, select

from intake.cli import cli
from intake.services import area_import, import_context

PLAIN = (
    "product_name", "producer_name", "producer_type", "commune", "district", "province", "stars",
    "year", "decision", "product_group", "price_vnd", "unit", "source_title", "source_date",
)  # fmt: skip
TEA = {
    "product_name": "Chè Tân Cương",
    "producer_name": "HTX Chè Hảo Đạt",
    "producer_type": "cooperative",
    "commune": "xã Tân Cương",
    "district": "thành phố Thái Nguyên",
    "province": "Thái Nguyên",
    "stars": "4",
    "year": "2024",
    "decision": "12/QĐ-UBND",
    "product_group": "beverage",
    "source_title": "Thái Nguyên công nhận sản phẩm OCOP",
    "source_date": "2024-06",
}


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


@pytest.fixture
def run(app, session):
    """Imports a file as the command does."""

    def invoke(path, *options):
        session.expire_all()
        result = app.test_cli_runner().invoke(cli, ["import", str(path), *options])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def sheet(tmp_path):
    def write(*rows, columns=PLAIN):
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, restval="")
        writer.writeheader()
        writer.writerows([TEA | row for row in rows])
        path = tmp_path / "products.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        return path

    return write


@pytest.fixture
def one_map(place_map, monkeypatch):
    """Imports look places up in the map read before: reading it takes longer than a small file."""
    for module in (area_import, import_context):
        monkeypatch.setattr(module, "place_book", lambda _session: place_map)
