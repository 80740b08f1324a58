"""Size checks of a workbook's ZIP parts, before any of them is parsed."""

import zipfile

from core.sheets.limits import MEGABYTE, Limits
from core.sheets.problems import SheetProblem, of_file
from core.sheets.workbooks.structure import (
    SheetStructure,
    check_plain,
    check_texts,
    structure_of,
)

_SHARED_TEXT = "xl/sharedStrings.xml"
# Read whole, whatever they hold; a workbook of thousands of styles has 2 MB of them.
_WHOLE = ("xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml")
_SMALL = MEGABYTE  # parts below this cannot hurt, however well they pack


def too_large(limits: Limits) -> SheetProblem:
    """The refusal of a workbook that would take more memory than it may have."""
    return of_file("unpacks_too_large", limit=limits.unpacked_bytes)


def unpacks_too_large(archive: zipfile.ZipFile, limits: Limits) -> bool:
    """Know a zip bomb by its table of contents; zipfile never unpacks more than that says."""
    parts = archive.infolist()
    packed_hard = any(
        part.file_size > _SMALL and part.file_size > limits.ratio * part.compress_size
        for part in parts
    )
    shared = sum(part.file_size for part in parts if part.filename == _SHARED_TEXT)
    whole = sum(part.file_size for part in parts if part.filename in _WHOLE)
    return (
        packed_hard
        or len(parts) > limits.parts
        or sum(part.file_size for part in parts) > limits.unpacked_bytes
        or shared > limits.shared_text_bytes
        or whole > limits.style_bytes
    )


def structures_of(archive: zipfile.ZipFile, limits: Limits) -> dict[str, SheetStructure]:
    """The structure of every worksheet by the name of its part; no part has entities of its own.

    Raises TooLarge or Disordered.
    """
    structures = {}
    for name in archive.namelist():
        if not name.endswith((".xml", ".rels")):
            continue
        with archive.open(name) as source:
            if name == _SHARED_TEXT:
                check_texts(source, limits)
            elif "worksheets/" in name and name.endswith(".xml"):
                structures[name] = structure_of(source, limits)
            else:
                check_plain(source)
    return structures
