"""Claims about one event go in; a figure for each outcome comes out, by a named and versioned coding rule.

``alone`` says what one report by itself gives; ``reconcile`` applies a rule over all reports; ``timeline`` tells who
gave which figure when; ``disputed`` where sources contradict each other. Every claim is either
used or left out with its reason. Never picks a figure that nobody states except where a rule adds up parts.
"""

from knell.figures.airwars import HEADLINE_RULE, headline
from knell.figures.alone import alone
from knell.figures.disputes import disputed
from knell.figures.reconcile import reconcile, statements_among, statements_of
from knell.figures.registry import find_rule, rules
from knell.figures.rule import Rule, UnknownRule
from knell.figures.statement import Statement
from knell.figures.timeline import Step, timeline

__all__ = [
    "HEADLINE_RULE",
    "Rule",
    "Statement",
    "Step",
    "UnknownRule",
    "alone",
    "disputed",
    "find_rule",
    "headline",
    "reconcile",
    "rules",
    "statements_among",
    "statements_of",
    "timeline",
]
