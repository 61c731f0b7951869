"""``python -m knell.evaluate``: score knell against the gold sets beside the project."""

from __future__ import annotations

import os
import sys

from knell.evaluate.command import main

try:
    code = main()
    sys.stdout.flush()
except BrokenPipeError:
    # The reader (head, less) has seen enough; there is nothing left to say and nowhere to say it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    code = 0
sys.exit(code)
