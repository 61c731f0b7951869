"""From a host's name to the addresses of the network it has, each looked at before anything is sent to it."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable

from knell.reports.fetching.addresses import Address
from knell.reports.fetching.networks import IP, Networks
from knell.reports.fetching.outcome import NotPublic, silence

# From a name and a port to the numbers, in the order in which to try them. Raises ``OSError``.
Resolve = Callable[[str, int], list[str]]
_MOST_TRIED = 4


def system(name: str, port: int) -> list[str]:
    """What the system's resolver says."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def numbers(address: Address, networks: Networks, resolve: Resolve, seconds: float) -> list[IP]:
    """The addresses to connect to. One that is not public among them is enough to refuse the host."""
    if address.ip is not None:
        return [address.ip]
    found = [_number(text) for text in _in_time(address, resolve, seconds)]
    if not found:
        raise silence(address.host, f"the name server knows no address of {address.host}", again=False)
    for ip in found:
        if kind := networks.refuses(ip):
            raise NotPublic(address.host, f"{address.host} is at {ip}, {kind} address")
    return found[:_MOST_TRIED]


def _number(text: str) -> IP:
    # A zone ("%eth0") names a network of this machine, so the address is link-local, which is said without it.
    return ipaddress.ip_address(text.partition("%")[0])


def _in_time(address: Address, resolve: Resolve, seconds: float) -> list[str]:
    """The system's resolver cannot be interrupted: it is left behind when it takes too long."""
    found: list[list[str]] = []
    failed: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            found.append(resolve(address.host, address.port))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if found:
        return found[0]
    if failed:
        known = isinstance(failed[0], socket.gaierror) and failed[0].errno == socket.EAI_NONAME
        words = "there is no such host" if known else "the name server did not say where it is"
        raise silence(address.host, f"{address.host}: {words}", again=not known)
    raise silence(address.host, f"the name server did not say within {seconds:g} seconds where {address.host} is")
