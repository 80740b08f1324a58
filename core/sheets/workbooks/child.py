"""Sandboxed XLSX reader: a child process under limits of memory and time, rows as JSON lines.

A workbook of a megabyte can ask for gigabytes. Here it costs one process, and the one that asked
for the rows goes on.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from core.sheets.cells import SheetRow, TypedDay, TypedNumber
from core.sheets.headings import Item
from core.sheets.limits import Limits
from core.sheets.problems import CellRefused, SheetNote, SheetProblem
from core.sheets.workbooks.archive import too_large
from core.sheets.workbooks.reader import workbook_rows

_ROOT = Path(__file__).parents[3]
# The same parser whatever is installed beside openpyxl. Entities were refused before it reads
# (core.sheets.workbooks.archive), and defusedxml would parse in Python, ten times as slowly.
_ENVIRONMENT = {"OPENPYXL_LXML": "False", "OPENPYXL_DEFUSEDXML": "False", "PYTHONUTF8": "1"}
_TYPES: dict[str, type[str]] = {"number": TypedNumber, "day": TypedDay}
_KINDS = {of: kind for kind, of in _TYPES.items()}
_END = "end"


def rows_of_child(path: Path, names: Collection[str], limits: Limits) -> Iterator[Item]:
    """What `workbook_rows` gives, made in a process of its own."""
    question = json.dumps([str(path.resolve()), sorted(names), asdict(limits)])
    command = [sys.executable, "-m", "core.sheets.workbooks.child", question]
    with subprocess.Popen(  # noqa: S603 - ourselves, without a shell
        command, cwd=_ROOT, env=_ENVIRONMENT, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
    ) as child:  # fmt: skip
        try:
            assert child.stdout is not None
            for line in child.stdout:
                if line.strip() == _END:
                    return
                yield _item(line)
            yield too_large(limits)  # it ended in the middle: killed, out of memory or of time
        finally:
            child.kill()


def main(question: str) -> None:
    """Write every row of a workbook as a line of JSON."""
    path, names, numbers = json.loads(question)
    limits = replace(Limits(), **numbers)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    for item in workbook_rows(Path(path), names, limits):
        print(_line(item))  # noqa: T201 - its answer
    print(_END)  # noqa: T201


def _line(item: Item) -> str:
    if isinstance(item, SheetRow):
        return json.dumps([item.number, [_packed(cell) for cell in item.cells]])
    return json.dumps({"kind": type(item).__name__, **asdict(item)})


def _item(line: str) -> Item:
    content: Any = json.loads(line)
    if isinstance(content, list):
        return SheetRow(content[0], [_unpacked(cell) for cell in content[1]])
    kinds = {"SheetProblem": SheetProblem, "SheetNote": SheetNote}
    item: Item = kinds[content.pop("kind")](**content)
    return item


def _packed(cell: str | CellRefused) -> str | dict[str, object]:
    if isinstance(cell, CellRefused):
        return {"rule": cell.rule, "value": cell.value, "facts": cell.facts}
    kind = _KINDS.get(type(cell))
    return {kind: cell} if kind else cell


def _unpacked(cell: str | dict[str, Any]) -> str | CellRefused:
    if isinstance(cell, str):
        return cell
    if "rule" in cell:
        return CellRefused(cell["rule"], value=cell["value"], **cell["facts"])
    ((kind, text),) = cell.items()
    return _TYPES[kind](text)


if __name__ == "__main__":
    main(sys.argv[1])
