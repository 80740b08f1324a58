"""How producers may name their lots, so that a person can read one off a pack."""

import re

_NAME = re.compile(r"[0-9A-Z][0-9A-Z-]{0,11}")
_LOOK_ALIKES = str.maketrans("OQIZSB", "001258")


def is_lot_name(name: str) -> bool:
    """Capital letters, digits and hyphens, at most twelve."""
    return _NAME.fullmatch(name) is not None


def look(name: str) -> str:
    """What a lot name looks like on a worn label; two lots of a product may not share it."""
    return name.translate(_LOOK_ALIKES).replace("-", "")
