import ipaddress

import pytest

from capaudit.data.special_addresses import special_networks
from capaudit.remote.addresses import why_not_public


@pytest.mark.parametrize(
    ("address", "use"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("0.0.0.0", "this network"),
        ("10.1.2.3", "private"),
        ("172.31.255.255", "private"),
        ("192.168.0.1", "private"),
        ("100.64.0.1", "a provider's private network"),
        ("100.100.100.200", "a provider's private network"),
        ("169.254.169.254", "link-local"),
        ("168.63.129.16", "a cloud platform's own service"),
        ("192.88.99.1", "a 6to4 relay"),
        ("198.19.0.1", "benchmarking"),
        ("203.0.113.7", "documentation"),
        ("224.0.0.251", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::ffff:127.0.0.1", "an IPv4 address in IPv6"),
        ("::ffff:8.8.8.8", "an IPv4 address in IPv6"),
        ("::8.8.8.8", "an IPv4 address in IPv6"),
        ("64:ff9b::10.0.0.1", "NAT64"),
        ("64:ff9b:1::1", "NAT64"),
        ("2002:a00:1::1", "6to4"),
        ("2001::1", "reserved for protocols"),
        ("2001:db8::1", "documentation"),
        ("3fff::1", "documentation"),
        ("fd00:ec2::254", "private"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
    ],
)
def test_an_address_of_special_use_is_refused_with_its_use(address: str, use: str) -> None:
    assert (why_not_public(address) or "").endswith(f"is not public ({use})")


@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"])
def test_a_public_address_passes(address: str) -> None:
    assert why_not_public(address) is None


@pytest.mark.parametrize("address", ["4000::1", "1fff::1", "photos.example", "", "1.2.3", "0x7f.1"])
def test_what_is_no_global_unicast_address_is_refused(address: str) -> None:
    assert why_not_public(address) is not None


def test_both_ends_of_every_special_network_are_refused() -> None:
    for network, _ in special_networks():
        assert why_not_public(str(network[0])), network
        assert why_not_public(str(network[-1])), network


def test_what_the_standard_library_calls_private_is_refused() -> None:
    steps = range(0, 2**32, 2**32 // 4093)
    for address in map(ipaddress.IPv4Address, steps):
        if not address.is_global or address.is_multicast:
            assert why_not_public(str(address)), address
