"""Size limits of files, beyond which they are refused unread."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Generous for a catalogue of 100,000 rows, small for a machine."""

    file_bytes: int = 100 * MEGABYTE
    unpacked_bytes: int = 600 * MEGABYTE
    shared_text_bytes: int = 120 * MEGABYTE
    style_bytes: int = 20 * MEGABYTE
    ratio: int = 150  # real workbooks pack 5 to 40 times, bombs a thousand
    parts: int = 500
    rows: int = 200_000
    columns: int = 100
    line_letters: int = 4_000_000  # a line longer than this is not even split into cells
    cell_letters: int = 32_767
    memory_bytes: int = 1_000 * MEGABYTE  # of the process that reads a workbook
    cpu_seconds: int = 300


LIMITS = Limits()
