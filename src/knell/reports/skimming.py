"""What can be told of a page without reading it: its lines, and the languages they may be in."""

from knell.reports.guessing import guess
from knell.reports.pages.skim import Skimmed, skim

__all__ = ["Skimmed", "guess", "skim"]
