"""A file that was sent, on the disk for as long as it is read; one after the other."""

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from core.media.store import MediaFull


class TableFiles:
    """A folder of this machine. Reading takes a processor: a process reads one at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turn = threading.Lock()

    @contextmanager
    def at_hand(self, content: IO[bytes], ending: str) -> Iterator[Path]:
        """The content as a file. Raises MediaFull."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder) as folder, self._turn:
            path = Path(folder) / f"table{ending}"
            try:
                with path.open("wb") as file:
                    shutil.copyfileobj(content, file)
                content.seek(0)  # whoever reads it after us begins where we did
            except OSError as error:
                raise MediaFull from error
            yield path
