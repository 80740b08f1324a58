"""The text inside a QR: as short as the symbol likes it, and opened by every camera."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def payload(public_url: str, code: str) -> str:
    """The address of `code` with an upper-case host: `https://OCOP.VN/7K3MX9QF2Z`.

    Upper case fits the denser alphanumeric mode. The scheme stays lower case, because some
    camera apps do not take `HTTPS://` for an address.
    """
    parts = urlsplit(public_url if "://" in public_url else f"https://{public_url}")
    if not parts.hostname:
        raise ValueError(f"no host in the public address {public_url!r}")
    # A path is case-sensitive, unlike scheme, host and code.
    return f"{parts.scheme}://{parts.netloc.upper()}{parts.path.rstrip('/')}/{code.upper()}"


def is_loopback(public_url: str) -> bool:
    """Whether only the machine itself can open such an address."""
    host = urlsplit(public_url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback or ip_address(host).is_unspecified
    except ValueError:  # a name
        return False
