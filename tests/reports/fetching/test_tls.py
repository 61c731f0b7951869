"""A connection goes to the number that was looked at, and the certificate must be that of the name."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from knell.reports.fetching import Fetcher, Got, Limits, Manners, Missed, Networks, State
from tests.hanging import HANGS
from tests.reports.fetching.conftest import Hours
from tests.reports.fetching.server import Handler, Site, page

NAME = "news.example.org"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of a name, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    made += ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(key), "-out", str(cert)]
    if subprocess.run(made, capture_output=True).returncode:
        pytest.skip("this openssl makes no such certificate")
    return cert, key


@pytest.fixture
def safe_site(certificate: tuple[Path, Path]) -> Iterator[tuple[Site, list[str]]]:
    """A server with that certificate, and the names it was asked for."""
    site, named = Site(), []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.sni_callback = lambda sock, name, _: named.append(name)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("SafeHandler", (Handler,), {"site": site}))
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.daemon_threads, server.block_on_close = True, False
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield site, named
    server.shutdown()
    server.server_close()


def careful(hours: Hours, **limits: float) -> Fetcher:
    return Fetcher(
        networks=Networks.of(["127.0.0.1"]),
        manners=Manners(agent="knell/test"),
        limits=Limits(tries=1, **limits),  # type: ignore[arg-type]
        clock=hours.clock,
        resolve=lambda name, port: ["127.0.0.1"],
    )


def test_the_name_is_asked_for_and_its_certificate_holds(
    safe_site: tuple[Site, list[str]], certificate: tuple[Path, Path], hours: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, named = safe_site
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    site.serve("/a", page())
    found = careful(hours).get(f"https://{NAME}:{site.port}/a")
    assert isinstance(found, Got), found
    assert found.content == page() and set(named) == {NAME} and found.last.ip == "127.0.0.1"


@pytest.mark.parametrize("host", ["other.example.org", "127.0.0.1"])
def test_the_certificate_of_another_name_is_not_taken(
    safe_site: tuple[Site, list[str]],
    certificate: tuple[Path, Path],
    hours: Hours,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    found = careful(hours).get(f"https://{host}:{safe_site[0].port}/a")
    assert isinstance(found, Missed) and found.state is State.FAILED and "certificate" in found.reason


def test_a_certificate_that_nobody_vouches_for_is_not_taken(safe_site: tuple[Site, list[str]], hours: Hours) -> None:
    found = careful(hours).get(f"https://{NAME}:{safe_site[0].port}/a")
    assert isinstance(found, Missed) and "certificate" in found.reason and not safe_site[0].asked


def test_a_host_that_drips_over_a_safe_connection_holds_nobody(
    safe_site: tuple[Site, list[str]], certificate: tuple[Path, Path], hours: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = safe_site
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    site.raw("/slow", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x", pause=0.02, forever=True)
    begun = time.monotonic()
    found = careful(hours, seconds=1.0).get(f"https://{NAME}:{site.port}/slow")
    assert isinstance(found, Missed) and "not complete" in found.reason and time.monotonic() - begun < HANGS


def test_what_does_not_speak_tls_is_said(site: Site, hours: Hours) -> None:
    found = careful(hours).get(f"https://{NAME}:{site.port}/a")
    assert isinstance(found, Missed) and "safe connection" in found.reason
