"""Sandboxed picture work: a child process under limits of memory and time.

A file of 10 kB can ask for half a gigabyte, and a decoder may crash. Here that costs one process,
and the one that asked goes on.
"""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core.images.errors import ImageRefused
from core.images.kinds import ImageKind
from core.images.limits import ImageLimits

_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = {"PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"}
_LIMITS = ImageLimits()


@dataclass(frozen=True, slots=True)
class ImageTask:
    """What the child is to do: without a folder it only looks."""

    path: str
    kind: str
    folder: str | None
    limits: dict[str, int]


def size_in_child(path: Path, kind: ImageKind, limits: ImageLimits = _LIMITS) -> tuple[int, int]:
    """Width and height as seen, of a picture found whole. Raises ImageRefused."""
    answer = _ask(ImageTask(str(path), kind, None, asdict(limits)), limits)
    return answer["width"], answer["height"]


def make_in_child(path: Path, kind: ImageKind, folder: Path, limits: ImageLimits = _LIMITS) -> None:
    """Write every file of FILES into an empty folder. Raises ImageRefused."""
    _ask(ImageTask(str(path), kind, str(folder), asdict(limits)), limits)


def _ask(task: ImageTask, limits: ImageLimits) -> dict[str, Any]:
    command = [sys.executable, "-m", "core.images.program", json.dumps(asdict(task))]
    try:
        done = subprocess.run(  # noqa: S603 - ourselves, without a shell
            command, cwd=_ROOT, env=_ENVIRONMENT, stdin=subprocess.DEVNULL, timeout=limits.seconds,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ImageRefused(reason="too_large") from None
    if done.returncode or not done.stdout:  # killed, out of memory or of time
        raise ImageRefused(reason="too_large")
    answer: dict[str, Any] = json.loads(done.stdout)
    if reason := answer.get("reason"):
        raise ImageRefused(reason=reason)
    return answer
