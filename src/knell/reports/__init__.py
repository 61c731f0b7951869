"""Reports: a path, a folder or standard input goes in; ``Report`` values come out, one at a time, with what was wrong.

``.txt``, ``.jsonl`` and ``.csv`` are read. One bad item never stops the rest, and no input raises. This room never
reads a report for its claims, never changes a text beyond what it says in a problem, and never guesses a date.
"""

from knell.reports.assemble import Reading
from knell.reports.deriving import rederive
from knell.reports.inputs import read, scan
from knell.reports.problems import Severity, severity

__all__ = ["Reading", "Severity", "read", "rederive", "scan", "severity"]
