"""Pseudonymous visitors: a mark that changes daily, a network, a kind of device, and no more.

Who counts as one visitor is decided once, by core.limits.network_source.
"""

import hmac
import re
from functools import lru_cache
from hashlib import sha256

from core.limits.network_source import source

MARK_BYTES = 8
RELOAD_MINUTES = 10

# Programs that fetch pages for previews, indexes and checks. Chat apps fetch every link that
# is sent; the browsers inside them call themselves Mozilla as all browsers do.
_PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|curl/|wget/|python|java/|go-http"
    r"|headless|lighthouse|monitor|http[_-]?client"
    r"|^(?!mozilla).*(zalo|viber|whatsapp|telegram|skype)",
    re.IGNORECASE,
)
_PHONE = re.compile(r"mobile|android|iphone|ipad|zalo", re.IGNORECASE)
_DESKTOP = re.compile(r"windows nt|macintosh|x11|cros", re.IGNORECASE)


def mark(key: bytes, address: str, agent: str = "") -> bytes:
    """The same for the same visitor all day, and meaningless without the key of the day.

    Without an agent it is the mark of the source, for all who share it.
    """
    return hmac.digest(key, f"{source(address)}\n{agent}".encode(), sha256)[:MARK_BYTES]


@lru_cache(1_024)
def is_program(agent: str) -> bool:
    """Whether this is a fetcher and not a person. Every browser names itself.

    LRU cache: few browsers are many visitors', and reading a name takes 17 µs.
    """
    return not agent or _PROGRAMS.search(agent) is not None


def device(agent: str) -> str:
    if _PHONE.search(agent):
        return "phone"
    return "desktop" if _DESKTOP.search(agent) else "other"
