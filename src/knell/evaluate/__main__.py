"""``python -m knell.evaluate``: score knell against the gold sets beside the project."""

from __future__ import annotations

import sys

from knell.evaluate.command import main

sys.exit(main())
