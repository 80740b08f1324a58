"""Names of indexes: the format, the database they were made from, the moment they were begun."""

import re
from datetime import datetime

from search.columns import FORMAT
from search.engine import IndexForeign, IndexMissing

_NAME = re.compile(r"v[0-9]+-(?P<origin>[0-9a-z-]+)-[0-9]{8}t?[0-9]+(?:-[0-9]+)?", re.IGNORECASE)


def family(origin: str) -> str:
    """What the names of today's indexes of that database begin with."""
    return f"v{FORMAT}-{origin}"


def new_name(origin: str, moment: datetime) -> str:
    """Of an index begun at that moment."""
    return f"{family(origin)}-{moment:%Y%m%dt%H%M%S%f}"


def is_foreign(name: str, origin: str) -> bool:
    """Whether an index of that name was made from another database."""
    match = _NAME.fullmatch(name)
    return match is not None and match["origin"] != origin


def check_own(name: str, origin: str) -> None:
    """Raises IndexForeign, or IndexMissing for an index of another format."""
    if is_foreign(name, origin):
        raise IndexForeign(f"the search index {name} was made from another database")
    if not name.startswith(f"{family(origin)}-"):
        raise IndexMissing(f"the search index {name} is of another format")
