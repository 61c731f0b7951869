"""Write small web archives for tests, sound and broken ones."""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
from collections.abc import Mapping
from types import MappingProxyType

NONE: Mapping[str, str] = MappingProxyType({})
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>"
    '<meta property="article:published_time" content="2021-06-08T09:00:00Z"></head><body><article><h1>{title}</h1>'
    "<p>{text}</p><p>Officials promised to look into how it had come to this, and said that the road to the village "
    "would stay closed until the end of the week while the work went on.</p></article></body></html>"
)
STORIES = {
    "mine": (
        "Mine collapse kills six",
        "Six miners were killed on Monday when a shaft collapsed near Tkibuli, the rescue service said.",
    ),
    "ferry": (
        "Ferry sinks off Barisal",
        "A ferry sank off Barisal on Monday and nine passengers drowned, the river police said.",
    ),
    "raid": (
        "Raid leaves four dead",
        "Four villagers were shot dead in a raid on Monday near Gao, a local official said.",
    ),
}


def page(name: str) -> bytes:
    """The bytes of one of the stories."""
    title, text = STORIES[name]
    return PAGE.format(title=title, text=text).encode()


def digest(data: bytes) -> str:
    """As archives write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def answer(
    body: bytes, type: str = "text/html; charset=utf-8", status: int = 200, further: Mapping[str, str] = NONE
) -> bytes:
    """The bytes of an answer of a server; ``further`` headers stand before its own."""
    named = {"content-type": type, "content-length": str(len(body))}
    named |= further
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in named.items() if value)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    block: bytes,
    url: str = "https://news.example.org/a",
    type: str = "response",
    media: str = "application/http; msgtype=response",
    length: int | None = None,
    further: Mapping[str, str] = NONE,
) -> bytes:
    """The bytes of a record."""
    named = {
        "WARC-Type": type,
        "WARC-Target-URI": url,
        "WARC-Date": "2021-06-09T10:11:12Z",
        "WARC-Record-ID": f"<urn:uuid:{uuid.UUID(bytes=hashlib.md5(block + url.encode()).digest())}>",
        "Content-Type": media,
        "Content-Length": str(len(block) if length is None else length),
    }
    named |= further
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def story(name: str) -> bytes:
    """The record of one of the stories."""
    return record(answer(page(name)), f"https://news.example.org/{name}")


def packed(*records: bytes) -> bytes:
    """Each record a member of its own, as archives are packed."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
