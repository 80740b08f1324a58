"""Media storage in a local folder: the default, for one machine."""

import errno
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from core.files import write_whole
from core.media.store import MediaFull, MediaMissing, MediaUnavailable, checked

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# Of a disk that others need as well, such as the embedded database, so much stays free.
_SHARE_KEPT_FREE, _MOST_KEPT_FREE = 1 / 50, 256 * 1024 * 1024
log = logging.getLogger(__name__)


class FolderStore:
    """Files under their names in a folder, each written beside its place and then moved there."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, name: str, content: BinaryIO, *, kind: str) -> None:  # noqa: ARG002 - as the port has it
        file = self._root / checked(name)
        with _errors_translated():
            file.parent.mkdir(parents=True, exist_ok=True)
            usage = shutil.disk_usage(file.parent)
            if usage.free < min(usage.total * _SHARE_KEPT_FREE, _MOST_KEPT_FREE):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            write_whole(file, content)

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        with _errors_translated():
            content = (self._root / checked(name)).open("rb")
        with content:
            yield content

    def delete(self, name: str) -> None:
        with _errors_translated():
            (self._root / checked(name)).unlink(missing_ok=True)

    def exists(self, name: str) -> bool:
        with _errors_translated():
            return (self._root / checked(name)).is_file()


@contextmanager
def _errors_translated() -> Iterator[None]:
    """What the system says, as the port says it."""
    try:
        yield
    except FileNotFoundError as missing:
        raise MediaMissing from missing
    except OSError as error:
        log.warning("the media folder takes nothing: %s", error.strerror)
        raise (MediaFull if error.errno in _NO_ROOM else MediaUnavailable) from error
