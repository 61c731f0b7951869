"""Which addresses of the network may be connected to: those of the public internet, and what the user allows."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# What ``ipaddress`` calls global in some versions of Python and not in others, or holds an address of IPv4 inside.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_ISATAP = 0x5EFE


@dataclass(frozen=True, slots=True)
class Networks:
    """The networks that may be connected to beside the public internet; ``every`` means all of them."""

    allowed: tuple[Network, ...] = ()
    every: bool = False

    @classmethod
    def of(cls, texts: Iterable[str]) -> Networks:
        """Networks as people write them: ``10.0.0.0/8``, ``192.168.1.7``, ``fd00::/8``. Raises ``ValueError``."""
        return cls(tuple(ipaddress.ip_network(text.strip(), strict=False) for text in texts))

    def refuses(self, ip: IP) -> str | None:
        """What kind of address it is, in words, when it must not be connected to; None when it may."""
        if self.every or any(ip in network for network in self.allowed if network.version == ip.version):
            return None
        for each in (ip, *_inside(ip)):
            if kind := _kind(each):
                return kind
        return None


def _kind(ip: IP) -> str | None:
    for is_so, words in (
        (ip.is_unspecified, "an unspecified"),
        (ip.is_loopback, "a loopback"),
        (ip.is_link_local, "a link-local"),
        (ip.is_multicast, "a multicast"),
    ):
        if is_so:
            return words
    if isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or ip.sixtofour or ip in _NAT64):
        # Public or not by the address of IPv4 inside it.
        return None
    if ip.is_private:
        return "a private"
    if ip.is_reserved or not ip.is_global or any(ip in net for net in _NOT_PUBLIC if net.version == ip.version):
        return "a reserved"
    return None


def _inside(ip: IP) -> Iterator[ipaddress.IPv4Address]:
    """The addresses of IPv4 that one of IPv6 stands for: mapped, 6to4, NAT64, ISATAP."""
    if isinstance(ip, ipaddress.IPv4Address):
        return
    for found in (ip.ipv4_mapped, ip.sixtofour):
        if found is not None:
            yield found
    last = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip in _NAT64 or (int(ip) >> 32) & 0xFFFF == _ISATAP:
        yield last
