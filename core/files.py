"""Atomic file writes: all of a file under its name or nothing, also when power or space ends."""

import os
import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

_READABLE = 0o644


def write_whole(file: Path, content: bytes | BinaryIO, mode: int = _READABLE) -> None:
    """Write a file in a folder that is there. Raises OSError; what was there stays then."""
    source = BytesIO(content) if isinstance(content, bytes) else content
    if file.exists() and not file.is_file():  # a pipe or a device is no place for drafts
        file.write_bytes(source.read())
        return
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as draft:
        try:
            shutil.copyfileobj(source, draft)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).chmod(mode)
            Path(draft.name).replace(file)
        except BaseException:  # Ctrl-C, too
            Path(draft.name).unlink(missing_ok=True)
            raise
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
