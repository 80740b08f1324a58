"""File type detection by content: what a file that is no table is."""

import re
import zipfile
from pathlib import Path

OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
WORKBOOK = "workbook"
_STARTS = {
    b"%PDF": "pdf", b"\x89PNG": "picture", b"\xff\xd8\xff": "picture", b"GIF8": "picture",
    b"RIFF": "picture", b"BM": "picture", b"Rar!": "archive", b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive", b"SQLite format 3": "database", b"{\\rtf": "document",
    b"\x7fELF": "program", b"MZ": "program",
}  # fmt: skip
_MEMBERS = {
    "xl/workbook.xml": WORKBOOK, "xl/workbook.bin": "binary_workbook",
    "word/document.xml": "document", "ppt/presentation.xml": "presentation",
    "content.xml": "open_document", "Index/Document.iwa": "numbers",
}  # fmt: skip
_TEXTS = (
    (r"<\?xml[^<]*(?:<\?[^<]*)*<[^>]*urn:schemas-microsoft-com:office:spreadsheet", "xml_workbook"),
    (r"<!doctype html|<html|<table|<body|<head|MIME-Version:", "web_page"),
    (r"<\?xml|<[a-z]+[ >]", "xml"),
    (r"\{\s*[\"}]|\[\s*[\[{\"]", "json"),
)


def kind_of_start(sample: bytes) -> str | None:
    """The kind of a file that its first bytes give away, if they do."""
    for start, kind in _STARTS.items():
        if sample.startswith(start) and (len(start) > len("MZ") or b"\0" in sample):
            return kind
    text = sample.decode("utf-8-sig", "ignore").lstrip()
    return next((kind for pattern, kind in _TEXTS if re.match(pattern, text, re.IGNORECASE)), None)


def kind_of_archive(path: Path) -> str:
    """The kind of a ZIP file by its members. Raises zipfile.BadZipFile."""
    with zipfile.ZipFile(path) as archive:
        members = set(archive.namelist())
    return next((kind for member, kind in _MEMBERS.items() if member in members), "archive")
