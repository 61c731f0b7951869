"""Column types that migrations use; they never change, or old migrations would make other tables."""

from __future__ import annotations

import sqlalchemy as sa


def text() -> sa.types.TypeEngine[str]:
    """Text compared by code point in every database."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
