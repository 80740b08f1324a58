"""Names under which files of a photograph are kept: drawn at random, never what somebody typed."""

import re
import secrets

from core.images.limits import FILES

MARK = re.compile(r"[0-9a-f]{32}")


def new_mark() -> str:
    """Part of the addresses of a photograph; who does not see it cannot guess it."""
    return secrets.token_hex(16)


def original(mark: str) -> str:
    """What was sent; gone as soon as sizes are made of it."""
    return f"photographs/{mark}/original"


def piece(mark: str, offset: int) -> str:
    """A part of what is being sent; of two at the same place each has a name of its own."""
    return f"photographs/{mark}/{offset}-{secrets.token_hex(4)}"


def made(mark: str, file: str) -> str:
    """One of the files made of it. Raises ValueError."""
    if file not in FILES or not MARK.fullmatch(mark):
        raise ValueError(f"no file of a photograph: {mark[:40]}/{file[:40]}")
    return f"photographs/{mark}/{file}"
