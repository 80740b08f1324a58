"""Port of media storage: whole files under names that we choose; no vendor word in it.

A name is a path of small letters, digits and dashes, such as `photos/3f9a…/original`; nothing that
anybody typed is part of one. A file is written once and never changed: what differs has another
name, so that it may be kept for good wherever it is read.
"""

import re
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import BinaryIO, Protocol

from core.errors import DomainError, NotFound

_NAME = re.compile(r"[a-z0-9]+(?:[-_.]?[a-z0-9]+)*(?:/[a-z0-9]+(?:[-_.]?[a-z0-9]+)*)*")
_LONGEST = 200


class MediaMissing(NotFound):
    """No file has this name."""

    code = "media_missing"


class MediaFull(DomainError):
    """There is no room left: nothing was kept of this file, and everything of the others."""

    code = "media_full"
    status = HTTPStatus.INSUFFICIENT_STORAGE


class MediaUnavailable(DomainError):
    """The storage does not answer, or refuses us."""

    code = "media_unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class MediaStore(Protocol):
    """Where files are kept. All raises MediaUnavailable, or ValueError of a name unlike ours."""

    def put(self, name: str, content: BinaryIO, *, kind: str) -> None:
        """Keep the content from where it is read to its end: whole, or not at all.

        `kind` is its media type. Raises MediaFull.
        """

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """The content, to be read piece by piece. Raises MediaMissing."""

    def delete(self, name: str) -> None:
        """Does nothing where there is none."""

    def exists(self, name: str) -> bool: ...


def checked(name: str) -> str:
    """The name, if it is one of ours: nothing else reaches a disk or a vendor."""
    if len(name) > _LONGEST or not _NAME.fullmatch(name):
        raise ValueError(f"no name of a file kept here: {name[:_LONGEST]!r}")
    return name


def read(store: MediaStore, name: str) -> bytes:
    """All of a small file. Raises MediaMissing or MediaUnavailable."""
    with store.open(name) as content:
        return content.read()
