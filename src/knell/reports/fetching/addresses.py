"""Addresses of pages: what is one, in one spelling, and what is refused before anyone is asked about it."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from knell.reports.fetching.networks import IP, Networks
from knell.reports.fetching.outcome import Failure, NotPublic, State

_LONGEST = 2_000
_SCHEMES = {"http": 80, "https": 443}
_FIRST_OPEN_PORT = 1024
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u2028\u2029\ud800-\udfff]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LONGEST_NAME = 253
# What may stand in a path and in a query as it is; all else is written with per cent signs.
_KEPT = "%/:=&?~+!$,;'@()*[]"
# Names that mean this machine or this network, whatever a name server says of them.
_OWN_NAMES = ("localhost", "local", "internal", "localdomain", "home.arpa")


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address in one spelling. ``host`` is a name in ASCII or a number without brackets."""

    scheme: str
    host: str
    port: int
    target: str
    ip: IP | None = None

    @property
    def authority(self) -> str:
        """Host and port as the ``Host`` header gives them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _SCHEMES[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def text(self) -> str:
        """The whole address."""
        return self.origin + self.target


def parse(text: str, networks: Networks) -> Address:
    """An address as it is asked for. Raises ``Failure`` where it must not be, and says why."""
    # As browsers do: a space inside is written with a per cent sign, as all other signs are that no address has.
    given = text.strip().replace(" ", "%20")
    if len(given) > _LONGEST:
        raise _refused(f"the address is longer than {_LONGEST:,} letters")
    if _UNFIT.search(given):
        raise _refused("the address holds a backslash or a sign that cannot be shown; write it as %..")
    try:
        parts = urlsplit(given)
        port, host, user = parts.port, parts.hostname, parts.username
    except ValueError:
        raise _refused("this is no address: its host or its port cannot be read") from None
    if parts.scheme.lower() not in _SCHEMES:
        raise _refused(f"only http and https addresses are fetched, not {parts.scheme or 'one without a scheme'}")
    if user is not None or parts.password is not None or "@" in parts.netloc:
        raise _refused("the address holds a user name or a password; knell sends none")
    if not host:
        raise _refused("the address names no host")
    name, ip = _host(host)
    scheme = parts.scheme.lower()
    address = Address(
        scheme, name, port if port is not None else _SCHEMES[scheme], _target(parts.path, parts.query), ip
    )
    _check(address, networks)
    return address


def follow(address: Address, location: str, networks: Networks) -> Address:
    """Where a redirect leads, looked at like any other address."""
    try:
        there = urljoin(address.text, location.strip())
    except ValueError:
        raise Failure(State.FAILED, "the host leads on to something that is no address") from None
    try:
        return parse(there, networks)
    except Failure as failure:
        raise _refused(f"the host leads on to {there[:_LONGEST]}: {failure.reason}") from None


def _check(address: Address, networks: Networks) -> None:
    if address.ip is not None and (kind := networks.refuses(address.ip)):
        raise NotPublic(address.host, f"{address.host} is {kind} address")
    if networks.every:
        return
    if address.port not in _SCHEMES.values() and address.port < _FIRST_OPEN_PORT:
        raise _refused(f"port {address.port} is not one of web pages (80, 443, or 1024 and above)")
    own = address.ip is None and (
        "." not in address.host or any(f".{address.host}".endswith(f".{name}") for name in _OWN_NAMES)
    )
    if own and not networks.allowed:
        raise _refused(f"{address.host} is a name of this machine or network; --allow-private allows it")


def _refused(reason: str) -> Failure:
    return Failure(State.REFUSED, reason)


def _host(host: str) -> tuple[str, IP | None]:
    """A host in one spelling, and its number if it is one. Odd spellings (0x7f.1, 2130706433) are refused."""
    if ":" in host:
        try:
            six = ipaddress.IPv6Address(host)
        except ValueError:
            raise _refused("the number of the host cannot be read") from None
        if six.scope_id is not None:
            raise _refused("the number of the host names a zone of this machine")
        return str(six), six
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise _refused("the name of the host is no name that can be looked up") from None
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            four = ipaddress.IPv4Address(name)
        except ValueError:
            raise _refused("the host is a number in an odd spelling; write it as 192.0.2.1") from None
        return str(four), four
    if len(name) > _LONGEST_NAME or not all(_LABEL.fullmatch(label) for label in labels):
        raise _refused("the name of the host is no name that can be looked up")
    return name, None


def _target(path: str, query: str) -> str:
    target = quote(path or "/", safe=_KEPT)
    return target + (f"?{quote(query, safe=_KEPT)}" if query else "")
