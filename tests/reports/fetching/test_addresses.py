"""Which addresses may be asked, and how one is written."""

from __future__ import annotations

import pytest

from knell.reports.fetching.addresses import parse
from knell.reports.fetching.networks import Networks
from knell.reports.fetching.outcome import Failure, State

PUBLIC = Networks()


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("HTTP://News.Example.org", "http://news.example.org/"),
        ("https://example.org.:443/a?b=1#part", "https://example.org/a?b=1"),
        ("http://example.org:8080/ə", "http://example.org:8080/%C9%99"),
        ("http://bücher.example.org/x", "http://xn--bcher-kva.example.org/x"),
        ("http://example.org/a%20b", "http://example.org/a%20b"),
        ('http://example.org/a b?c="d|e"', "http://example.org/a%20b?c=%22d%7Ce%22"),
        ("http://[2606:2800:220:1:248:1893:25C8:1946]/", "http://[2606:2800:220:1:248:1893:25c8:1946]/"),
        ("http://93.184.216.34/", "http://93.184.216.34/"),
    ],
)
def test_an_address_has_one_spelling(given: str, text: str) -> None:
    assert parse(given, PUBLIC).text == text
    assert parse(text, PUBLIC).text == text


@pytest.mark.parametrize(
    "given",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//example.org/",
        "example.org",
        "",
        "http://",
        "http:///x",
        "http://user:secret@example.org/",
        "http://user@example.org/",
        "http://@example.org/",
        "http://example.org:0/",
        "http://example.org:22/",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org/\r\nHost: a",
        "http://[::1",
        "http://[fe80::1%25eth0]/",
        "http://" + "a" * 64 + ".org/",
        "http://" + "a." * 200 + "org/",
        "http://-a.org/",
        "http://a..org/",
        "http://%31%32%37.0.0.1/",
        "http://example.org/" + "a" * 3_000,
    ],
)
def test_what_is_no_address_of_a_page_is_refused(given: str) -> None:
    with pytest.raises(Failure) as failure:
        parse(given, PUBLIC)
    assert failure.value.state is State.REFUSED and "\n" not in failure.value.reason


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1.2.3",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.9.9",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.88.99.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b:1::1]",
        "[2002:7f00:1::]",
        "[2002:c0a8:101::1]",
        "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
        "[2001:db8::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[ff02::1]",
        "[2606:4700::5efe:7f00:1]",
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "printer.local",
        "wiki.internal",
        "intranet",
        "0x7f.1",
        "0x7f000001",
        "2130706433",
        "017700000001",
        "127.1",
        "0177.0.0.1",
        "１２７.0.0.1",
        "127。0。0。1",
    ],
)
def test_addresses_that_are_not_of_the_public_internet_are_refused_unless_allowed(host: str) -> None:
    with pytest.raises(Failure) as failure:
        parse(f"http://{host}/", PUBLIC)
    assert failure.value.state is State.REFUSED


@pytest.mark.parametrize("host", ["[64:ff9b::5db8:d822]", "[2002:5db8:d822::1]", "[::ffff:93.184.216.34]", "8.8.8.8"])
def test_addresses_that_stand_for_public_ones_are_taken(host: str) -> None:
    parse(f"http://{host}/", PUBLIC)


def test_networks_are_allowed_one_by_one() -> None:
    some = Networks.of(["10.1.0.0/16", "fd00::/8"])
    parse("http://10.1.2.3/", some)
    parse("http://[fd00::7]:8080/", some)
    parse("http://wiki.internal/", some)
    with pytest.raises(Failure):
        parse("http://10.2.0.1/", some)
    parse("http://localhost:81/", Networks(every=True))
    with pytest.raises(ValueError):
        Networks.of(["not a network"])
