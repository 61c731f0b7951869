"""The digests that an archive gives for its records, held against the bytes."""

from __future__ import annotations

import base64
import binascii
import hashlib

from knell.reports.archives.http import Answer, Undecodable, dechunked

_KNOWN = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256", "md5": "md5", "sha512": "sha512"}


def is_true(given: str, data: bytes, answer: Answer | None = None) -> bool | None:
    """Whether bytes have a digest such as ``sha1:BASE32``; None where none is given that can be checked.

    Writers differ in whether the digest of a body is that of its chunks or of what they hold: either will do.
    """
    name, _, value = given.partition(":")
    algorithm = _KNOWN.get(name.strip().lower())
    expected = _bytes(value.strip(), algorithm) if algorithm else None
    if algorithm is None or expected is None:
        return None
    if hashlib.new(algorithm, data, usedforsecurity=False).digest() == expected:
        return True
    try:
        held = dechunked(data, answer) if answer is not None else data
    except Undecodable:
        return False
    return hashlib.new(algorithm, held, usedforsecurity=False).digest() == expected


def _bytes(value: str, algorithm: str) -> bytes | None:
    """A digest written in base 32, base 16 or base 64."""
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    for decode in (_base32, bytes.fromhex, base64.b64decode):
        try:
            found = decode(value)
        except (ValueError, binascii.Error):
            continue
        if len(found) == size:
            return found
    return None


def _base32(value: str) -> bytes:
    bare = value.rstrip("=").upper()
    return base64.b32decode(bare + "=" * (-len(bare) % 8))
