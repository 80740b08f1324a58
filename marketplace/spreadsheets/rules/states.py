"""States of an import and of its rows."""

from enum import StrEnum


class ImportState(StrEnum):
    """How far an import has come."""

    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"


class RowKind(StrEnum):
    """What a row of the file would do; those that change nothing are only counted."""

    NEW = "new"
    CHANGED = "changed"
    WRONG = "wrong"


class RowState(StrEnum):
    """What has become of a row."""

    WAITING = "waiting"
    DONE = "done"
    PASSED_OVER = "passed_over"  # somebody had changed the listing since the check
    UNDONE = "undone"
    KEPT = "kept"  # somebody has changed the listing since the import: not taken back


UNDER_WAY = (ImportState.APPLYING, ImportState.UNDOING)
