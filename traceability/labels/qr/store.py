"""File cache of QR images in the media folder: making one costs far more than reading it."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.files import write_whole
from traceability.labels.qr.images import png, svg
from traceability.labels.qr.matrix import matrix

# Part of every file name: raise it when drawings change, and old files are simply never asked for.
_EDITION = "1"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ImageStore:
    """Images by what they show. The folder may be emptied at any time."""

    folder: Path

    def svg(self, payload: str, title: str) -> bytes:
        file = self._file("svg", payload, title)
        return _kept(file, lambda: svg(matrix(payload), title).encode())

    def png(self, payload: str, scale: int = 10) -> bytes:
        file = self._file("png", payload, str(scale))
        return _kept(file, lambda: png(matrix(payload), scale))

    def _file(self, kind: str, payload: str, variant: str) -> Path:
        what = repr((_EDITION, kind, payload, variant))
        name = hashlib.sha256(what.encode()).hexdigest()[:40]
        return self.folder / name[:2] / f"{name}.{kind}"


def _kept(file: Path, make: Callable[[], bytes]) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # none yet, or the folder is none
        made = make()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, made)
    except OSError:  # a full or read-only disk costs time, not the picture
        log.warning("QR image not kept", extra={"file": file.name}, exc_info=True)
    return made
