"""A report goes in; what it says comes out: claims, their events, findings, commemorations.

Every claim keeps its exact span and the reasons for it. This room never adds figures up, never compares reports
and never reads a caption or a title.
"""

from knell.claims.likely import holding, load_words, may_tell_lines
from knell.claims.read import Reading, read
from knell.model import Claim, Report

__all__ = ["Reading", "find", "holding", "load_words", "may_tell_lines", "read"]


def find(report: Report) -> tuple[Claim, ...]:
    """The claims of a report, in text order; empty when its language has no data file."""
    return read(report).claims
