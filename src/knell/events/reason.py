"""What speaks for or against two events being one: points, and words for a person."""

from __future__ import annotations

Reason = tuple[float, str]
