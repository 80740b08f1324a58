"""Pseudonymous visitors: a mark that changes daily, a network, a kind of device, and no more.

Who counts as one visitor is decided here, once, by `source`.
"""

import hmac
import ipaddress
import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256

MARK_BYTES = 8
RELOAD_MINUTES = 10

_SOURCE_BITS = {4: 32, 6: 64}
_NETWORK_BITS = {4: 24, 6: 48}
_WITH_PORT = re.compile(r"\[(.+)\](?::[0-9]+)?|([0-9.]+):[0-9]+")

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


def source(address: str) -> str:
    """Where a visitor comes from: an IPv4 address, or the /64 that one line of IPv6 is given.

    The browser has no part in it: anybody can call it what he likes. A carrier puts many people
    behind one address, so limits by source are wide, and never stop a look at what exists. What is
    no address is one source, however it is written.
    """
    return _around(address, _SOURCE_BITS)


def network(address: str) -> str:
    """The /24 or /48 around an address; empty when it is none."""
    return _around(address, _NETWORK_BITS)


def mark(key: bytes, address: str, agent: str = "") -> bytes:
    """The same for the same visitor all day, and meaningless without the key of the day.

    Without an agent it is the mark of the source, for all who share it.
    """
    return hmac.digest(key, f"{source(address)}\n{agent}".encode(), sha256)[:MARK_BYTES]


def _around(address: str, bits: Mapping[int, int]) -> str:
    with_port = _WITH_PORT.fullmatch(address.strip())
    try:
        ip = ipaddress.ip_address((with_port[1] or with_port[2]) if with_port else address.strip())
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    width = bits[ip.version]
    rest = ip.max_prefixlen - width
    return f"{type(ip)(int(ip) >> rest << rest)}/{width}"  # ip_network takes three times as long


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
