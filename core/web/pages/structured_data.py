"""Data blocks for programs inside pages (JSON-LD)."""

import orjson
from markupsafe import Markup


def as_script(data: dict[str, object]) -> Markup:
    """JSON that may stand inside a script element: nothing in it can end the element."""
    text = orjson.dumps(data).decode()
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704 - every character that HTML knows is escaped above
