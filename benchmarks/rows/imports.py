"""Importing product files with the operator's command: time, CPU and the most memory held."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.system.commands import Usage
from benchmarks.system.databases import Databases, catalogue_file, import_file

DATABASE = "bench_import"


@dataclass(frozen=True)
class Imported:
    """One run of the command."""

    rows: int
    again: bool
    usage: Usage

    @property
    def outcome(self) -> str:
        """The command's own last words."""
        return self.usage.output.strip().splitlines()[-1]


def measure_imports(databases: Databases, sizes: Sequence[int]) -> Iterator[Imported]:
    """Each file into a database with places alone, then the same file once more."""
    for size in sizes:
        url = databases.fresh(DATABASE)
        for again in (False, True):
            yield Imported(size, again, import_file(url, catalogue_file(size)))
    databases.drop(DATABASE)
