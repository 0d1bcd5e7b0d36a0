from __future__ import annotations

from ipaddress import IPv4Address

import pytest

from lumbar.phone.home_network import PRIVATE, home_network


@pytest.mark.parametrize(
    "address",
    ["10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.255.254"],
)
def test_private_addresses_are_taken(address: str) -> None:
    network = home_network(lambda: [address])
    assert (network.addresses, network.found) == ((IPv4Address(address),), True)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.1.1",
        "192.169.0.1",
        "169.254.3.4",
        "100.64.0.1",
        "192.0.2.1",
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104  it is refused
        "fe80::1",
        "not an address",
        "",
    ],
)
def test_all_others_are_not_and_then_there_is_the_loopback_only(address: str) -> None:
    network = home_network(lambda: [address])
    assert (network.addresses, network.found) == ((IPv4Address("127.0.0.1"),), False)


def test_the_address_that_leads_out_stays_first_and_each_stands_once() -> None:
    network = home_network(lambda: ["192.168.1.20", "127.0.1.1", "172.17.0.1", "192.168.1.20"])
    assert network.addresses == (IPv4Address("192.168.1.20"), IPv4Address("172.17.0.1"))


@pytest.mark.parametrize(
    ("host_name", "names"),
    [
        ("Kitchen-PC", ("kitchen-pc.local",)),
        ("desk.example.org", ("desk.local",)),
        ("has space", ()),
        ("under_score", ()),
        ("kühlschrank", ()),
        ("-x", ()),
        ("x" * 64, ()),
        ("", ()),
    ],
)
def test_a_host_name_is_used_only_where_a_certificate_can_hold_it(host_name: str, names: tuple[str, ...]) -> None:
    assert home_network(list, lambda: host_name).names == names


def test_this_machine_has_private_addresses_or_its_loopback() -> None:
    network = home_network()
    assert network.addresses
    for address in network.addresses:
        assert address.is_loopback != network.found
        assert address.is_loopback or any(address in private for private in PRIVATE)
