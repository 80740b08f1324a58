"""Atomic swap of index folders: side by side, with a pointer that readers follow."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from search.engine import IndexMissing, Origin, no_origin
from search.engines.naming import check_own, new_name

_POINTER = "current"


class IndexFolders:
    """The folders under one root, one of them live: see search.engines.naming."""

    def __init__(self, root: Path, origin: Origin = no_origin) -> None:
        self._root = root
        self._origin = origin

    def live(self) -> Path:
        """The folder that answers now.

        Raises IndexMissing when there is none of today's format, IndexForeign when it was made from
        another database.
        """
        try:
            name = (self._root / _POINTER).readlink().name
        except OSError as error:
            raise IndexMissing("no search index has been built here") from error
        folder = self._root / name
        check_own(name, self._origin())
        if not folder.is_dir():
            raise IndexMissing(f"the search index {name} is gone")
        return folder

    def check_replaceable(self) -> None:
        """Raises IndexForeign when the live folder was made from another database."""
        with suppress(IndexMissing):
            self.live()

    @contextmanager
    def replacement(self) -> Iterator[Path]:
        """A new folder, live on success and gone on failure; old ones go last."""
        folder = self._root / f"{new_name(self._origin(), datetime.now(UTC))}-{os.getpid()}"
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
