"""Importing product files with the operator's command: time, CPU and the most memory held."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.ground import Ground, catalogue_file, import_file
from benchmarks.spending import Spent

DATABASE = "bench_import"


@dataclass(frozen=True)
class Imported:
    """One run of the command."""

    rows: int
    again: bool
    spent: Spent

    @property
    def outcome(self) -> str:
        """The command's own last words."""
        return self.spent.output.strip().splitlines()[-1]


def measure_imports(ground: Ground, sizes: Sequence[int]) -> Iterator[Imported]:
    """Each file into a database with places alone, then the same file once more."""
    for size in sizes:
        url = ground.fresh(DATABASE)
        for again in (False, True):
            yield Imported(size, again, import_file(url, catalogue_file(size)))
    ground.drop(DATABASE)
