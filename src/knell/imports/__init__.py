"""Lists of incidents that others keep: a table goes in; what each row says comes out, with the cell it rests on.

First the list is looked over and a plan proposed: what each column means, in which order its days are written, what a 0
says. Then each row is read by that plan. A cell that cannot be read is said and left out; nothing is guessed.
"""

from knell.imports.plan import BadMapping, Plan, parsed, written
from knell.imports.proposing import Column, Proposal, propose
from knell.imports.reading import readings
from knell.imports.rows import extraction_of
from knell.imports.targets import counted

__all__ = [
    "BadMapping",
    "Column",
    "Plan",
    "Proposal",
    "counted",
    "extraction_of",
    "parsed",
    "propose",
    "readings",
    "written",
]
