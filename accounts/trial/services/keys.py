"""The file with the passwords of a trial run, for whoever has started it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from core.files import write_whole

ONLY_OURS = 0o600
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
_GROUPS, _OF_LETTERS = 3, 4


@dataclass(frozen=True, slots=True)
class TrialKey:
    """A line of the file: by which words a role can be tried, and where it holds."""

    role: str
    identifier: str
    password: str
    scope: str | None


@dataclass(frozen=True, slots=True)
class TrialKeys:
    """Where they are kept; `allowed`: not on a site that strangers reach."""

    path: Path
    allowed: bool

    def passwords(self) -> dict[str, str]:
        """Those made before, by identifier; a file that was damaged holds none."""
        try:
            lines = self.path.read_bytes().splitlines()
            return {row["identifier"]: row["password"] for row in map(orjson.loads, lines)}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def write(self, keys: Sequence[TrialKey]) -> None:
        write_whole(self.path, b"".join(orjson.dumps(key) + b"\n" for key in keys), ONLY_OURS)

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)


def new_password() -> str:
    """Random, and easy to type on a phone."""
    groups = ("".join(map(secrets.choice, [_LETTERS] * _OF_LETTERS)) for _ in range(_GROUPS))
    return "-".join(groups)
