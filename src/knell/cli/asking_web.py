"""Addresses of the web among the inputs of a command: who asks for them, and as what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from knell.cli.say import WRONG_USAGE, Stop

if TYPE_CHECKING:
    from knell.record import Record
    from knell.reports import Fetcher

# What stands at an address, as ``knell.reports.scan`` takes it.
Fetch = Callable[[str], Iterator[Any]]


def fetcher(allow_private: bool, delay: float | None = None, allowed: Sequence[str] = ()) -> Fetcher:
    """A fetcher for a command; ``allowed`` are networks that may be asked though they are not public."""
    from knell.reports import Fetcher, Manners, Networks

    try:
        networks = Networks(every=True) if allow_private else Networks.of(allowed)
    except ValueError as error:
        raise Stop(f"{error}; write a network as 10.1.0.0/16, an address as 10.1.2.3", WRONG_USAGE) from None
    manners = Manners() if delay is None else Manners(delay=delay)
    return Fetcher(networks=networks, manners=manners)


def fetch_of(inputs: Sequence[str], allow_private: bool) -> Fetch | None:
    """How the addresses among inputs are asked for; None where there are none, so that nothing is loaded for them."""
    from knell.reports import asking, is_address

    return asking(fetcher(allow_private)) if any(map(is_address, inputs)) else None


def capture_of(inputs: Sequence[str], allow_private: bool, record: Record, stack: ExitStack) -> Fetch | None:
    """The same for a record, which remembers how each address stood; what is fetched is kept as WARC beside it."""
    from knell.reports import is_address

    if not any(map(is_address, inputs)):
        return None
    from knell.gather import archive_beside, capturing
    from knell.reports import Archive

    archive = stack.enter_context(Archive(archive_beside(record.name)))
    return capturing(record, fetcher(allow_private), archive)
