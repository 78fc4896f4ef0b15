"""Networks that no public server has an address in, each with what it is for."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network

import msgspec

from capaudit.data.tables import load_table

Network = IPv4Network | IPv6Network


class _Table(msgspec.Struct, frozen=True):
    ipv4: dict[str, str]
    ipv6: dict[str, str]


@lru_cache
def special_networks() -> tuple[tuple[Network, str], ...]:
    """Every such network and its purpose, the narrowest first."""
    table = load_table("special_addresses", _Table)
    networks = [(ip_network(name), use) for name, use in (table.ipv4 | table.ipv6).items()]
    return tuple(sorted(networks, key=lambda pair: -pair[0].prefixlen))
