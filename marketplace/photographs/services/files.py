"""Files of photographs: looked at, kept, and made in sizes, in the storage and on the way there."""

import hashlib
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from core.images.child import make_in_child, size_in_child
from core.images.errors import ImageRefused
from core.images.kinds import ImageKind, kind_of
from core.images.limits import FILES
from core.media.store import MediaFull, MediaMissing, MediaStore, read
from marketplace.photographs.errors import PhotographTooLarge
from marketplace.photographs.rules import naming
from marketplace.photographs.rules.limits import MOST_BYTES

_AT_ONCE = 2  # looked at by a process: each decodes a picture in a child
_TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Original:
    """A picture that was sent and found whole; `width` and `height` as it is seen."""

    kind: ImageKind
    width: int
    height: int
    digest: bytes


def type_of(file: str) -> str:
    """The media type of a file made of a photograph."""
    return _TYPES[file.rpartition(".")[2]]


class PhotographFiles:
    """The storage, and a folder of this machine for work under way."""

    def __init__(self, store: MediaStore, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._places = threading.BoundedSemaphore(_AT_ONCE)

    def keep_original(self, mark: str, content: BinaryIO) -> Original:
        """Judge a picture and keep it under its mark.

        Raises ImageRefused, PhotographTooLarge, MediaFull, MediaUnavailable; nothing is kept then.
        """
        with self._at_hand(content) as path:
            original = self._judged(path)
            with path.open("rb") as file:
                self._store.put(naming.original(mark), file, kind=f"image/{original.kind}")
            return original

    def keep_piece(self, mark: str, offset: int, content: BinaryIO) -> str:
        """Keep a part of a picture; its name. Raises MediaFull or MediaUnavailable."""
        name = naming.piece(mark, offset)
        self._store.put(name, content, kind="application/octet-stream")
        return name

    @contextmanager
    def together(self, pieces: Iterable[str]) -> Iterator[BinaryIO]:
        """The pieces as one. Raises MediaMissing, MediaFull or MediaUnavailable."""
        with self._draft() as whole:
            for name in pieces:
                with self._store.open(name) as piece, _room():
                    shutil.copyfileobj(piece, whole)
            whole.seek(0)
            yield cast("BinaryIO", whole)

    def make(self, mark: str, kind: ImageKind) -> None:
        """All sizes of what was kept, again if need be. Raises ImageRefused or MediaMissing."""
        with (
            self._store.open(naming.original(mark)) as original,
            self._at_hand(original) as path,
            tempfile.TemporaryDirectory(dir=self._folder) as folder,
        ):
            make_in_child(path, kind, Path(folder))
            for file in FILES:
                with (Path(folder) / file).open("rb") as content:
                    self._store.put(naming.made(mark, file), content, kind=type_of(file))

    def read(self, mark: str, file: str) -> bytes:
        """A made file. Raises ValueError, MediaMissing or MediaUnavailable."""
        return read(self._store, naming.made(mark, file))

    def remove_piece(self, name: str) -> None:
        self._store.delete(name)

    def remove_original(self, mark: str) -> None:
        self._store.delete(naming.original(mark))

    def remove(self, mark: str, pieces: Iterable[str] = ()) -> None:
        """All of a photograph, or of one on its way."""
        for file in FILES:
            self._store.delete(naming.made(mark, file))
        for name in (naming.original(mark), *pieces):
            self._store.delete(name)

    def sweep_work(self, before: float) -> None:
        """Remove what work that was killed has left on this machine, if it is older."""
        for file in self._folder.glob("tmp*"):
            with suppress(OSError):  # another process was quicker
                if file.stat().st_mtime < before:
                    shutil.rmtree(file) if file.is_dir() else file.unlink()

    def _judged(self, path: Path) -> Original:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise PhotographTooLarge(most=MOST_BYTES)
        with path.open("rb") as file:
            kind = kind_of(file)
            digest = hashlib.file_digest(file, "sha256").digest()
        if kind is None:
            raise ImageRefused(reason="unknown" if size else "empty")
        with self._places:
            width, height = size_in_child(path, kind)
        return Original(kind, width, height, digest)

    @contextmanager
    def _at_hand(self, content: BinaryIO) -> Iterator[Path]:
        """A copy that a child can open by its path. Raises MediaFull."""
        with self._draft() as file:
            with _room():
                shutil.copyfileobj(content, file)
                file.flush()
            yield Path(file.name)

    @contextmanager
    def _draft(self) -> Iterator[IO[bytes]]:
        """Raises MediaFull."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = tempfile.NamedTemporaryFile(dir=self._folder)  # noqa: SIM115 - closed below
        try:
            yield file
        finally:
            with suppress(OSError):  # of a full disk: what it could not write is not wanted
                file.close()


@contextmanager
def _room() -> Iterator[None]:
    """Whatever fails on the way to a draft fails for lack of room. Raises MediaFull."""
    try:
        yield
    except (MediaMissing, MediaFull):
        raise
    except OSError as error:
        raise MediaFull from error
