"""Which network addresses an image may be fetched from: those of public servers, no others.

An article is data from anywhere. An image reference in it must not lead into the network of
whoever audits it: to a router, a database, the metadata service of a cloud.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from capaudit.data.special_addresses import special_networks

# RFC 4291, 2.4: all else in IPv6 has a special use, or none yet.
_GLOBAL_UNICAST = IPv6Network("2000::/3")


def why_not_public(address: str) -> str | None:
    """Why an address (as numbers) is not a public server's, as a clause; `None` where it is."""
    try:
        found = ip_address(address)
    except ValueError:
        return "it is no IP address"
    for network, use in special_networks():
        if found.version == network.version and found in network:
            return f"its address {found} is not public ({use})"
    return None if _is_public(found) else f"its address {found} is not public"


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    """What the standard library knows of further reserved networks counts too."""
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not address.is_multicast
