"""Gather: addresses, lists of them, feeds and sitemaps go in; a record that holds their pages comes out.

How each address stands is kept with every step, so work that is stopped anywhere goes on from there. It asks nobody
that ``knell.reports`` does not let it ask, keeps no page twice, and decides nothing about what a page says.
"""

from knell.gather.capturing import capturing
from knell.gather.gatherer import Gatherer, Step
from knell.gather.lists import addresses_of
from knell.gather.rounds import Round, due
from knell.record import archive_beside

__all__ = ["Gatherer", "Round", "Step", "addresses_of", "archive_beside", "capturing", "due"]
