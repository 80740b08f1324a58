"""Papers of an application: which files are taken, judged by content and never by name."""

from dataclasses import dataclass

MOST_BYTES = 8 * 1024 * 1024
MOST_PAPERS = 12  # of one application
LONGEST_TITLE = 120
_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
_ENDINGS = {
    "application/pdf": (b"%%EOF", 2048),
    "image/jpeg": (b"\xff\xd9", 64 * 1024),  # cameras put previews behind it
    "image/png": (b"IEND", 64),
}


@dataclass(frozen=True, slots=True)
class SentPaper:
    """A paper whose content is kept in the media storage under a random name."""

    item: str
    media_name: str
    media_type: str
    title: str
    size: int


def media_type_of(content: bytes) -> str | None:
    """What a file is, by how it begins and ends; None: none of ours, or cut off."""
    for beginning, media_type in _BEGINNINGS.items():
        if content.startswith(beginning):
            ending, within = _ENDINGS[media_type]
            return media_type if ending in content[-within:] else None
    return None
