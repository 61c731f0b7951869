"""What a page says once after a form, carried in a cookie that only this browser's own key can have made."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json

FLASH = "knell-said"
_KINDS = ("done", "note", "problem")
_LONGEST = 600


def sealed(kind: str, words: str, key: str) -> str:
    """The cookie's value."""
    shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    body = base64.urlsafe_b64encode(json.dumps([kind, shown]).encode()).decode()
    return f"{body}.{_seal(body, key)}"


def read(value: str | None, key: str) -> tuple[str, str] | None:
    """(kind, words) of a cookie's value; None where there is none or where it was not made with the key."""
    body, _, seal = (value or "").rpartition(".")
    if not body or not hmac.compare_digest(seal.encode(), _seal(body, key).encode()):
        return None
    try:
        kind, words = json.loads(base64.urlsafe_b64decode(body))
    except (ValueError, binascii.Error, TypeError):
        return None
    return (kind, words) if kind in _KINDS and isinstance(words, str) else None


def _seal(body: str, key: str) -> str:
    return hmac.new(key.encode(), b"said:" + body.encode(), hashlib.sha256).hexdigest()[:32]
