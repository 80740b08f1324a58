"""Atomic file writes: all of a file under its name or nothing, also when power or space ends."""

import os
import tempfile
from pathlib import Path

_READABLE = 0o644


def write_whole(file: Path, content: bytes, mode: int = _READABLE) -> None:
    """Write a file in a folder that is there. Raises OSError; what was there stays then."""
    if file.exists() and not file.is_file():  # a pipe or a device is no place for drafts
        file.write_bytes(content)
        return
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as draft:
        try:
            draft.write(content)
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
