"""Schema of a product file: the parsers of its columns and the checks of a whole row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from certification.certificates.rules.authority import PROGRAMME_START
from certification.certificates.rules.dates import last_valid_day
from certification.certificates.rules.events import Evidence
from core.codes import UnreadableCode, read_code
from core.sheets.columns import Column
from core.sheets.parsers import choice, day, optional, text, whole
from core.sheets.problems import CellRefused
from core.sheets.schema import Schema
from intake.rules.shared_cells import ProvinceNames, province, source_date
from registry.rules.gtins import InvalidGtin, gtin
from registry.rules.legal_forms import ProducerType
from registry.rules.names import name_key, producer_key
from registry.rules.product_sets import GROUPS, SETS, group_of_word, product_set
from registry.rules.slugs import squeezed

LONGEST_NAME = 200
POTENTIAL = "5p"
STARS = {"3": 3, "4": 4, "5": 5, POTENTIAL: None}
EVIDENCE = {
    "": Evidence.RECOGNISED,
    "recognised": Evidence.RECOGNISED,
    "đã công nhận": Evidence.RECOGNISED,
    "assessed": Evidence.ASSESSED,
    "mới đánh giá": Evidence.ASSESSED,
}


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product with one recognition. None where the file says nothing.

    `given` names the optional columns the file has: what is not given stays as it is on record.
    """

    name: str
    producer: str
    producer_type: str
    commune: str
    district: str
    province: str
    stars: int | None  # None: proposed for five stars
    year: int | None
    decision: str
    group: str
    source_title: str
    source_date: str
    given: frozenset[str]
    code: str | None = None
    product_set: int | None = None
    print: str = ""
    gtin: str | None = None
    issued_on: date | None = None
    expires_on: date | None = None
    evidence: Evidence = Evidence.RECOGNISED

    def identity(self, province_id: int) -> str:
        """Equal for rows about one product of today's province, however they spell it.

        A product whose producer is not named is told apart by its printed place.
        """
        parts = [name_key(self.name), producer_key(self.producer), str(province_id)]
        if not self.producer:
            parts += [squeezed(self.district), squeezed(self.commune)]
        return "|".join(parts)

    @property
    def recognition(self) -> str:
        """Tells recognitions of one product apart: the year, without one the decision."""
        year = self.year or (self.issued_on.year if self.issued_on else None)
        return str(year) if year else self.decision


def product_schema(today: date, provinces: ProvinceNames) -> Schema[ProductRow]:
    """The columns of a product file on a day: years and days after it are refused."""
    kinds = {str(kind): str(kind) for kind in ProducerType}
    words = {word: group_of_word(word) for word in _GROUP_WORDS}
    return Schema(
        (
            Column("product_name", text(LONGEST_NAME, required=True)),
            Column("producer_name", text(LONGEST_NAME)),
            Column("producer_type", choice(kinds | {"": ""})),
            Column("commune", text(80)),
            Column("district", text(80)),
            Column("province", province(provinces)),
            Column("stars", choice(STARS, rule="stars_unknown")),
            Column("year", optional(whole(PROGRAMME_START.year, today.year))),
            Column("decision", text(60)),
            Column("product_group", choice(words)),
            Column("price_vnd", _no_price),
            Column("unit", text(40)),
            Column("source_title", text(300)),
            Column("source_date", source_date(today)),
            Column("product_set", optional(whole(1, len(SETS))), optional=True),
            Column("print", text(40), optional=True),
            Column("code", optional(_code), optional=True),
            Column("gtin", optional(_gtin), optional=True),
            Column("issued_on", optional(_past(today)), optional=True),
            Column("expires_on", optional(day), optional=True),
            Column("evidence", choice(EVIDENCE), optional=True),
        ),
        _row,
    )


_GROUP_WORDS = ("food", "beverage", "herbal", "handicraft", "ornamental", "tourism")
_OPTIONAL = frozenset(
    {"product_set", "print", "code", "gtin", "issued_on", "expires_on", "evidence"}
)


def _row(values: Mapping[str, Any]) -> ProductRow:
    row = ProductRow(
        name=values["product_name"],
        producer=values["producer_name"],
        producer_type=values["producer_type"],
        commune=values["commune"],
        district=values["district"],
        province=values["province"],
        stars=values["stars"],
        year=values["year"],
        decision=values["decision"],
        group=_group(values),
        source_title=values["source_title"],
        source_date=values["source_date"],
        given=_OPTIONAL & values.keys(),
        **{name: values[name] for name in _OPTIONAL & values.keys()},
    )
    _check_days(row)
    if row.evidence is Evidence.ASSESSED and (row.decision or row.issued_on or row.expires_on):
        raise CellRefused("assessed_with_paper", column="evidence")
    return row


def _group(values: Mapping[str, Any]) -> str:
    """The official group follows from the product set; the file's word stands in without one."""
    number = values.get("product_set")
    if number:
        return GROUPS[product_set(number).group - 1].slug
    return str(values["product_group"].slug)


def _check_days(row: ProductRow) -> None:
    if row.stars is None and row.expires_on:
        raise CellRefused("potential_without_term", column="expires_on")
    # The year may be that of the assessment round: the decision follows in it or in the next.
    if row.issued_on and row.year and row.issued_on.year - row.year not in (0, 1):
        raise CellRefused("issued_in_other_year", column="issued_on", year=row.year)
    if row.expires_on is None:
        return
    if row.issued_on and row.expires_on < row.issued_on:
        raise CellRefused("expires_before_issue", column="expires_on")
    known = row.issued_on or (date(row.year + 1, 12, 31) if row.year else None)
    if row.year and row.expires_on.year < row.year:
        raise CellRefused("expires_before_issue", column="expires_on")
    if known and row.expires_on > last_valid_day(known):
        raise CellRefused("term_too_long", column="expires_on")


def _no_price(value: str) -> None:
    if value:
        raise CellRefused("price_elsewhere")


def _past(today: date) -> Callable[[str], date]:
    def parse(value: str) -> date:
        written = day(value)
        if written > today:
            raise CellRefused("day_in_future")
        if written < PROGRAMME_START:
            raise CellRefused("before_programme", start=f"{PROGRAMME_START:%d/%m/%Y}")
        return written

    return parse


def _code(value: str) -> str:
    try:
        return read_code(value)
    except UnreadableCode:
        raise CellRefused("code_mistyped") from None


def _gtin(value: str) -> str:
    """A GTIN of any length, in digits alone, filled to 14."""
    if not (value.isascii() and value.isdigit()):
        raise CellRefused("gtin_malformed")
    try:
        return gtin(value)
    except InvalidGtin as no:
        wrong_check = no.facts["reason"] == "check_digit"
        raise CellRefused("gtin_check_digit" if wrong_check else "gtin_malformed") from None
