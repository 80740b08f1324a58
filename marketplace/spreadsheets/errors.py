"""Domain errors of workbooks that come in."""

from collections.abc import Sequence
from http import HTTPStatus

from core.errors import DomainError
from core.sheets.problems import SheetProblem


class TableRefused(DomainError):
    """The file is no table of listings, or cannot be read as one."""

    code = "table_refused"
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, problems: Sequence[SheetProblem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


class ImportNotReady(DomainError):
    """Nothing can be applied or undone as the import stands. Facts: state."""

    code = "import_not_ready"
    status = HTTPStatus.CONFLICT
