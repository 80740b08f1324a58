"""Schemas of the two files about raw-material areas: the areas, and their links to products."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.sheets.columns import Column
from core.sheets.parsers import choice, decimal, optional, text, whole
from core.sheets.schema import Schema
from intake.rules.shared_cells import ProvinceNames, province, source_date
from registry.rules.names import name_key
from registry.rules.place_names import province_key

KINDS = ("planting", "farming", "fishing", "craft_material", "wild")
LINKS = ("producer", "district")


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A raw-material area as its source describes it; None is unknown."""

    name: str
    kind: str
    crop: str
    commune: str
    district: str
    province: str
    hectares: float | None
    hectares_note: str
    households: int | None
    standard: str
    geographical_indication: str
    source_title: str
    source_date: str
    source_note: str

    @property
    def key(self) -> str:
        return area_key(self.name, self.province)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An area behind a product, both named as in their own files."""

    area_name: str
    area_province: str
    product_name: str
    producer_name: str
    district: str
    province: str
    link: str

    @property
    def area(self) -> str:
        return area_key(self.area_name, self.area_province)


def area_key(name: str, province: str) -> str:
    """Equal for one area however it is spelled."""
    return f"{name_key(name)}|{province_key(province)}"


def area_schema(today: date, provinces: ProvinceNames) -> Schema[AreaRow]:
    """The columns of a file of areas on a day: sources after it are refused."""
    return Schema(
        (
            Column("area_name", text(200, required=True)),
            Column("kind", choice({kind: kind for kind in KINDS})),
            Column("crop", text(120)),
            Column("commune", text(80)),
            Column("district", text(80)),
            Column("province", province(provinces)),
            Column("hectares", optional(decimal(10_000_000))),
            Column("hectares_note", text(300)),
            Column("households", optional(whole(0, 10_000_000))),
            Column("standard", text(120)),
            Column("geographical_indication", text(200)),
            Column("source_title", text(300)),
            Column("source_date", source_date(today)),
            Column("source_note", text(500)),
            Column("area", text(10), optional=True),  # a number of the file's own
        ),
        _area,
    )


def link_schema(provinces: ProvinceNames) -> Schema[LinkRow]:
    """The columns of a file that ties areas to products."""
    return Schema(
        (
            Column("area_name", text(200, required=True)),
            Column("area_province", province(provinces)),
            Column("product_name", text(200, required=True)),
            Column("producer_name", text(200)),
            Column("district", text(80)),
            Column("province", province(provinces)),
            Column("link_kind", choice({link: link for link in LINKS})),
        ),
        _link,
    )


def _area(values: Mapping[str, Any]) -> AreaRow:
    kept = {name: value for name, value in values.items() if name not in ("area", "area_name")}
    return AreaRow(name=values["area_name"], **kept)


def _link(values: Mapping[str, Any]) -> LinkRow:
    kept = {name: value for name, value in values.items() if name != "link_kind"}
    return LinkRow(link=values["link_kind"], **kept)
