"""Which outlet a report comes from, in a form that its name and its address share."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from knell.model import Report

_NAME = re.compile(r"\w+")

# Parts of a host that name no outlet: what stands before it, and the second level under a country.
_BEFORE = frozenset({"www", "m", "mobile", "amp", "en", "news", "articles", "archive", "archives", "edition"})
_SECOND_LEVEL = frozenset({"co", "com", "net", "org", "gov", "edu", "ac"})


def outlet_key(report: Report) -> str | None:
    """The outlet in one form ("Chicago Tribune" and chicagotribune.com alike), or None when nothing tells it."""
    return name_key(report.outlet) or host_key(report.url)


def outlet_name(report: Report) -> str | None:
    """The outlet as it is shown: as the report gives it, else the host of its address, else None."""
    return report.outlet or _host(report.url) or None


def name_key(name: str | None) -> str | None:
    """An outlet's name in one form; a name that is a host is taken as one."""
    if not name:
        return None
    if "." in name and " " not in name.strip():
        return host_key("//" + name.strip().rpartition("//")[2])
    return "".join(_NAME.findall(name.casefold())) or None


def host_key(url: str | None) -> str | None:
    """The part of an address's host that names the outlet: ``chicagotribune`` of articles.chicagotribune.com."""
    labels = _host(url).split(".")
    while len(labels) > 2 and labels[0] in _BEFORE:
        labels = labels[1:]
    if len(labels) >= 2:
        labels = labels[:-1]
    if len(labels) >= 2 and labels[-1] in _SECOND_LEVEL:
        labels = labels[:-1]
    return "".join(_NAME.findall(labels[-1])) or None


def _host(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
