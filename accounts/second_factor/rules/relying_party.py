"""The relying party of passkeys (WebAuthn): the host whose keys these are."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

LOCAL = "localhost"


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """`id` is a domain, `origin` what a browser says a page of it comes from."""

    id: str
    origin: str


def relying_party(origin: str) -> RelyingParty | None:
    """None where browsers offer no passkeys: at a number, and without https but at localhost."""
    parts = urlsplit(origin)
    host = parts.hostname or ""
    if not host or _is_number(host) or (parts.scheme != "https" and host != LOCAL):
        return None
    return RelyingParty(host, f"{parts.scheme}://{parts.netloc}")


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
