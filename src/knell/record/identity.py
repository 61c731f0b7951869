"""What tells a report from another."""

from __future__ import annotations

import hashlib

from knell.model import Report


def fingerprint(report: Report) -> str:
    """The hash of a report's bytes, or of its text where no bytes were archived."""
    return report.sha256 or text_fingerprint(report.text)


def text_fingerprint(text: str) -> str:
    """The hash of a text, marked so that it equals no hash of bytes."""
    return "text " + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
