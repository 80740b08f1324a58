"""The check of a file: every row by the rules of the form, and what it would do is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, insert
from sqlalchemy.orm import Session

from core.access.roles import Scope, ScopeKind
from core.codes import UnreadableCode, read_code
from core.sheets.problems import CellRefused, SheetNote, SheetProblem, cut, of_file
from core.text import clean
from marketplace.listings.queries.own import OwnListing, codes_by_name, visible_to
from marketplace.spreadsheets.errors import TableRefused
from marketplace.spreadsheets.models import SpreadsheetImport, SpreadsheetRow
from marketplace.spreadsheets.queries.standing import PIECE, listings_by_code, standing_of
from marketplace.spreadsheets.rules.checking import CheckedRow, ListedValues, check_row
from marketplace.spreadsheets.rules.columns import CODE, packed
from marketplace.spreadsheets.rules.states import RowKind, RowState
from marketplace.spreadsheets.services.reading import ReadRow, table_rows

_LONGEST_SHOWN = 200


@dataclass(slots=True)
class _FirstRows:
    """Which row of the file was the first with a code, or with the name of a new product."""

    codes: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Piece:
    """Some rows with what they are about."""

    rows: Sequence[ReadRow]
    codes: dict[int, str | SheetProblem]  # by row; none where a new product is meant
    listings: dict[str, OwnListing]
    taken: dict[str, str]  # names of new products that are there: their codes


class FileCheck:
    """One check of one file, piece by piece: memory does not grow with the rows."""

    def __init__(self, session: Session, run: SpreadsheetImport, day: date) -> None:
        self._session, self._run, self._day = session, run, day
        self._visible: ColumnElement[bool] = visible_to(
            {Scope(ScopeKind.PRODUCER, run.producer_id)}
        )
        self._seen = _FirstRows()

    def read(self, path: Path) -> None:
        """Raises TableRefused: then the transaction has to come to nothing."""
        self._session.add(self._run)
        self._session.flush()
        notes: list[SheetNote] = []
        rows = table_rows(path, notes.append)
        while piece := [*islice(rows, PIECE)]:
            kept = [*filter(None, map(self._checker(piece), piece))]
            if kept:
                self._session.execute(insert(SpreadsheetRow), kept)
        if not self._run.total:
            raise TableRefused([of_file("no_rows")])
        self._run.notes = [asdict(note) for note in notes]
        self._session.flush()

    def _checker(self, rows: Sequence[ReadRow]) -> "_RowCheck":
        codes = dict(_codes(rows))
        known = [code for code in codes.values() if isinstance(code, str)]
        names = {_name(row).casefold() for row in rows if row.number not in codes}
        listings = listings_by_code(self._session, known, self._visible)
        taken = codes_by_name(self._session, names, self._visible) if names else {}
        piece = _Piece(rows, codes, listings, taken)
        return _RowCheck(self._run, piece, self._seen, self._day)


class _RowCheck:
    """Makes of a row what is kept of it; nothing of one that changes nothing."""

    def __init__(self, run: SpreadsheetImport, piece: _Piece, seen: _FirstRows, day: date) -> None:
        self._run, self._piece, self._seen, self._day = run, piece, seen, day

    def __call__(self, row: ReadRow) -> dict[str, Any] | None:
        self._run.total += 1
        code = self._piece.codes.get(row.number)
        listing = self._piece.listings.get(code) if isinstance(code, str) else None
        standing = standing_of(listing, self._day) if listing else ListedValues()
        checked = self._checked(row, code, standing)
        kind = _kind(checked, is_new=code is None)
        if kind is None:
            self._run.unchanged += 1
            return None
        setattr(self._run, kind, getattr(self._run, kind) + 1)
        before = {name: standing.values.get(name) for name in checked.changes}
        return {
            "import_id": self._run.id,
            "number": row.number,
            "kind": kind,
            "state": RowState.WAITING,
            "code": listing.code if listing else None,
            "name": (listing.content.name if listing else _name(row))[:_LONGEST_SHOWN],
            "version": listing.version if listing else None,
            "before": packed(before) | _marks(listing),
            "after": packed(checked.changes),
            "problems": [asdict(problem) for problem in checked.problems],
        }

    def _checked(
        self, row: ReadRow, code: str | SheetProblem | None, standing: ListedValues
    ) -> CheckedRow:
        as_a_whole = row.problem or self._misplaced(row, code)
        if as_a_whole:
            return CheckedRow({}, (as_a_whole,))
        cells = dict(row.cells)
        if code is None:
            cells.setdefault("name", "")
            if not cells["name"]:
                problem = SheetProblem(row.number, "name", "", "term.name_missing")
                return CheckedRow({}, (problem,))
        return check_row(row.number, cells, standing, self._day)

    def _misplaced(self, row: ReadRow, code: str | SheetProblem | None) -> SheetProblem | None:
        """Whether the row is about something of others, or about what another row is about."""
        if isinstance(code, SheetProblem):
            return code
        if code is None:
            return self._named_before(row)
        if code not in self._piece.listings:
            return SheetProblem(row.number, CODE, code, "code_not_yours")
        first = self._seen.codes.setdefault(code, row.number)
        if first != row.number:
            return SheetProblem(row.number, CODE, code, "code_repeated", {"first": first})
        return None

    def _named_before(self, row: ReadRow) -> SheetProblem | None:
        name = _name(row)
        key = name.casefold()
        if not key:
            return None
        if key in self._piece.taken:
            facts = {"code": self._piece.taken[key]}
            return SheetProblem(row.number, "name", cut(name), "name_taken", facts)
        first = self._seen.names.setdefault(key, row.number)
        if first != row.number:
            return SheetProblem(row.number, "name", cut(name), "name_repeated", {"first": first})
        return None


def _codes(rows: Sequence[ReadRow]) -> Iterator[tuple[int, str | SheetProblem]]:
    """By row, where there is one."""
    for row in rows:
        cell = row.cells.get(CODE, "")
        if isinstance(cell, CellRefused):
            yield row.number, SheetProblem(row.number, CODE, cut(cell.value), cell.rule, cell.facts)
        elif cell:
            try:
                yield row.number, read_code(cell)
            except UnreadableCode:
                yield row.number, SheetProblem(row.number, CODE, cut(cell), "code_mistyped")


def _name(row: ReadRow) -> str:
    cell = row.cells.get("name", "")
    return clean(cell if isinstance(cell, str) else cell.value)


def _kind(checked: CheckedRow, *, is_new: bool) -> RowKind | None:
    if checked.problems:
        return RowKind.WRONG
    if is_new:
        return RowKind.NEW
    return RowKind.CHANGED if checked.changes else None


def _marks(listing: OwnListing | None) -> dict[str, bool]:
    """A price that only illustrated is one again when the import is taken back."""
    is_illustrative = bool(listing and listing.offer and listing.offer.is_illustrative)
    return {"is_illustrative": True} if is_illustrative else {}
