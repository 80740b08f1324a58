"""Limits within which a picture is looked at, and the sizes that are made of it."""

from dataclasses import dataclass

MOST_PIXELS = 25_000_000
LONGEST_SIDES = (400, 800, 1600)
SHARE_SIZE = (1200, 630)  # of a picture beside a shared link (Open Graph)
SHARE = "share.jpg"


@dataclass(frozen=True, slots=True)
class ImageLimits:
    """Of the child. 25 megapixels take 510 MB at most (PNG, WebP); this limits addresses."""

    memory_bytes: int = 800_000_000
    cpu_seconds: int = 20
    seconds: int = 60


def file_of(longest: int) -> str:
    """The name of the file of one size."""
    return f"{longest}.webp"


FILES = (*map(file_of, LONGEST_SIDES), SHARE)


def scaled(width: int, height: int, longest: int) -> tuple[int, int]:
    """The size within a square: never larger than the picture is, never without a pixel."""
    ratio = min(1.0, longest / max(width, height))
    return max(1, round(width * ratio)), max(1, round(height * ratio))
