"""CSV reader: UTF-8, or UTF-16 as Excel's "Unicode text"; separated by comma, semicolon or tab."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO

from core.sheets.cells import SheetRow, cleaned
from core.sheets.headings import HEAD, Item, heading
from core.sheets.kinds import kind_of_start
from core.sheets.letters.encodings import UTF16, is_text, looks_like, wide_encoding
from core.sheets.limits import Limits
from core.sheets.problems import SheetProblem, of_file

SEPARATORS = ",;\t|"
_SAMPLE = 65_536
_TOO_LONG = "line too long"
# Excel's own line, which no spreadsheet shows: it names the separator of the lines that follow.
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


def text_rows(path: Path, names: Collection[str], limits: Limits) -> Iterator[Item]:
    """The rows of a CSV file that are not empty. The separator is the one that shows the names."""
    sample = _sample(path)
    wide = wide_encoding(sample)
    text = sample.decode(wide, "ignore").encode() if wide else sample
    if (kind := kind_of_start(text)) or not is_text(text):
        yield of_file("not_a_sheet", kind=kind or "unknown")
        return
    number = 0
    try:
        with path.open(encoding=wide or "utf-8-sig", newline="") as file:
            separator = _separator(file, names)
            for number, cells in enumerate(_records(file, separator, limits), start=1):
                row = SheetRow(number, [cleaned(cell) for cell in cells])
                if not row.is_empty:
                    yield row
    except UnicodeDecodeError:
        if wide:
            yield of_file("wrong_encoding", encoding=UTF16, line=1)
            return
        line, rest = _first_line_not_utf8(path)
        yield of_file("wrong_encoding", encoding=looks_like(rest), line=line)
    except csv.Error as error:
        yield _broken_quoting(number + 1, error)


def separator_of(head: Sequence[str], names: Collection[str]) -> str:
    """The separator between the most names in one line; without any, the commonest in the first."""
    known = {
        separator: max((_names_in(line, separator, names) for line in head), default=0)
        for separator in SEPARATORS
    }
    if any(known.values()):
        return max(SEPARATORS, key=known.__getitem__)
    first = next((line for line in head if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def _separator(file: IO[str], names: Collection[str]) -> str:
    """The separator of the file, which is left where its rows begin."""
    first = file.readline(_SAMPLE)
    if line := _SEPARATOR_LINE.fullmatch(first):
        return line[1]
    head = [first, *(file.readline(_SAMPLE) for _ in range(HEAD))]
    file.seek(0)
    return separator_of(head, names)


def _names_in(line: str, separator: str, names: Collection[str]) -> int:
    return sum(heading(cell.strip(' "\r\n')) in names for cell in line.split(separator))


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
