"""Pseudonymous visitors: a mark that changes daily, a network, a kind of device, and no more."""

import hmac
import ipaddress
import re
from hashlib import sha256

MARK_BYTES = 8
RELOAD_MINUTES = 10

_NETWORK_BITS = {4: 24, 6: 48}

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


def mark(key: bytes, address: str, agent: str) -> bytes:
    """The same for the same visitor all day, and meaningless without the key of the day."""
    return hmac.digest(key, f"{address}\n{agent}".encode(), sha256)[:MARK_BYTES]


def network(address: str) -> str:
    """The /24 or /48 around an address; empty when it is none."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return str(ipaddress.ip_network(f"{ip}/{_NETWORK_BITS[ip.version]}", strict=False))


def is_program(agent: str) -> bool:
    """Whether this is a fetcher and not a person. Every browser names itself."""
    return not agent or _PROGRAMS.search(agent) is not None


def device(agent: str) -> str:
    if _PHONE.search(agent):
        return "phone"
    return "desktop" if _DESKTOP.search(agent) else "other"
