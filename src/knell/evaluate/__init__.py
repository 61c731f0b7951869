"""Score what knell says against gold files.

In: gold annotations and predictions (made here with the other rooms, or read from what ``knell extract`` wrote).
Out: measures, lists of errors, a gate that fails under its floors. Never changes a prediction, never trains.
"""

from __future__ import annotations

from knell.evaluate.claims import Marked, mark, mark_all, summary
from knell.evaluate.compare import compare
from knell.evaluate.gold import BadGold, GoldClaim, GoldReport, read_gold
from knell.evaluate.measures import Share, Tally
from knell.evaluate.predicted import Predicted, read_predicted

__all__ = [
    "BadGold",
    "GoldClaim",
    "GoldReport",
    "Marked",
    "Predicted",
    "Share",
    "Tally",
    "compare",
    "mark",
    "mark_all",
    "read_gold",
    "read_predicted",
    "summary",
]
