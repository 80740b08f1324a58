"""Where a visitor comes from: one IPv4 address, or the /64 that one line of IPv6 is given."""

import ipaddress
import re
from collections.abc import Mapping

_SOURCE_BITS = {4: 32, 6: 64}
_NETWORK_BITS = {4: 24, 6: 48}
_WITH_PORT = re.compile(r"\[(.+)\](?::[0-9]+)?|([0-9.]+):[0-9]+")


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
