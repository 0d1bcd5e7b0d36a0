"""Under which addresses this machine is met in the home network. Nothing is sent to find out."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterable, Iterator
from ipaddress import AddressValueError, IPv4Address, IPv4Network

from lumbar.usecases.pair_phone import HomeNetwork

PRIVATE = tuple(IPv4Network(network) for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
"""RFC 1918. An address outside these is not one of a home network, and nothing is opened on it."""
SOMEWHERE = ("192.0.2.1", 9)
"""An address that stands in documentation only (RFC 5737): asking for the way to it sends nothing."""
LOOPBACK = IPv4Address("127.0.0.1")

_HOST_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)", re.IGNORECASE)


def home_network(
    addresses: Callable[[], Iterable[str]] | None = None, host_name: Callable[[], str] = socket.gethostname
) -> HomeNetwork:
    """This machine's private addresses and its name; how to ask for both may be handed in."""
    found = dict.fromkeys(_private((addresses or _addresses_of_this_machine)()))
    return HomeNetwork(tuple(found) or (LOOPBACK,), tuple(_names(host_name())))


def _private(texts: Iterable[str]) -> Iterator[IPv4Address]:
    for text in texts:
        try:
            address = IPv4Address(text)
        except AddressValueError:
            continue
        if any(address in network for network in PRIVATE):
            yield address


def _names(host_name: str) -> Iterator[str]:
    """The name in the network, where it can be one: the certificate takes no other."""
    first = host_name.partition(".")[0]
    if _HOST_NAME.fullmatch(first):
        yield f"{first.lower()}.local"


def _addresses_of_this_machine() -> Iterator[str]:
    """First the one from which this machine would send something out, then those it has under its own name."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(SOMEWHERE)  # of a datagram socket this only chooses the way
            yield asking.getsockname()[0]
        except OSError:
            pass  # no way out of this machine: there may still be a name
    try:
        yield from socket.gethostbyname_ex(socket.gethostname())[2]
    except (OSError, UnicodeError):
        return
