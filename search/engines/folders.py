"""Atomic swap of index folders: side by side, with a pointer that readers follow."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from search.columns import FORMAT
from search.engine import IndexMissing

_POINTER = "current"


class IndexFolders:
    """The folders under one root. The name of each says its format and the moment it was begun."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def live(self) -> Path:
        """The folder that answers now. Raises IndexMissing when there is none of today's format."""
        try:
            name = (self._root / _POINTER).readlink().name
        except OSError as error:
            raise IndexMissing("no search index has been built here") from error
        folder = self._root / name
        if not name.startswith(_prefix()) or not folder.is_dir():
            raise IndexMissing(f"the search index {name} is gone or of another format")
        return folder

    @contextmanager
    def replacement(self) -> Iterator[Path]:
        """A new folder, live on success and gone on failure; old ones go last."""
        folder = self._root / f"{_prefix()}{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{os.getpid()}"
        folder.mkdir(parents=True)
        try:
            yield folder
            self._point_to(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._drop_all_but(folder)

    def _point_to(self, folder: Path) -> None:
        fresh = self._root / f".{_POINTER}-{os.getpid()}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(folder.name)
        fresh.replace(self._root / _POINTER)

    def _drop_all_but(self, live: Path) -> None:
        # Readers keep what they have mapped until they notice. What a killed rebuild left goes too.
        for folder in self._root.iterdir():
            if folder.is_dir() and not folder.is_symlink() and folder != live:
                shutil.rmtree(folder, ignore_errors=True)


def _prefix() -> str:
    return f"v{FORMAT}-"
