"""CSV reader: UTF-8 with or without its byte order mark, separated by comma, semicolon or tab."""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from core.sheets.cells import SheetRow, clean
from core.sheets.encodings import UTF16, is_text, looks_like
from core.sheets.limits import Limits
from core.sheets.problems import CellRefused, SheetProblem, of_file

SEPARATORS = ",;\t"
_SAMPLE = 65_536
_TOO_LONG = "line too long"


def text_rows(path: Path, limits: Limits) -> Iterator[SheetRow | SheetProblem]:
    """The rows of a CSV file that are not empty."""
    sample = _sample(path)
    if not is_text(sample):
        yield of_file("not_a_sheet")
        return
    if looks_like(sample) == UTF16:
        yield of_file("wrong_encoding", encoding=UTF16, line=1)
        return
    number = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline(_SAMPLE)
            file.seek(0)
            for number, cells in enumerate(_records(file, separator_of(header), limits), start=1):
                row = SheetRow(number, [_cleaned(cell) for cell in cells])
                if not row.is_empty:
                    yield row
    except UnicodeDecodeError:
        line, text = _first_line_not_utf8(path)
        yield of_file("wrong_encoding", encoding=looks_like(text), line=line)
    except csv.Error as error:
        yield _broken_quoting(number + 1, error)


def separator_of(header: str) -> str:
    """The separator that stands most often in the header line; the comma when none does."""
    return max(SEPARATORS, key=header.count)


def _records(file: IO[str], separator: str, limits: Limits) -> Iterable[list[str]]:
    # The module-wide limit bounds what an unclosed quote can swallow.
    csv.field_size_limit(limits.cell_letters)
    lines = _lines(file, limits.line_letters)
    return islice(csv.reader(lines, delimiter=separator, strict=True), limits.rows + 2)


def _lines(file: IO[str], longest: int) -> Iterator[str]:
    while line := file.readline(longest + 1):
        if len(line) > longest:
            raise csv.Error(_TOO_LONG)
        yield line


def _cleaned(cell: str) -> str | CellRefused:
    try:
        return clean(cell)
    except CellRefused as refused:
        return refused


def _broken_quoting(row: int, error: csv.Error) -> SheetProblem:
    if str(error) == _TOO_LONG:
        return SheetProblem(row, "", "", "line_too_long")
    unclosed = "unexpected end of data" in str(error) or "field larger" in str(error)
    return SheetProblem(row, "", "", "quote_unclosed" if unclosed else "quote_misplaced")


def _first_line_not_utf8(path: Path) -> tuple[int, bytes]:
    """Its number, and some text from there on: the start of a file may be plain ASCII."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number, line + file.read(_SAMPLE)
    return 1, b""


def _sample(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_SAMPLE)
