"""A record and a person go in; what that person may do, is to do next and has done comes out.

Holds rights, accounts, queues, second codings and the log. Never changes what a report says, and no figure but by a
decision that the record keeps.
"""

from knell.review import coding, coding_fields, coding_sheet
from knell.review.coding import Blind, blind, blind_events
from knell.review.rights import RIGHTS, Grant, Person, Right, Role

__all__ = [
    "RIGHTS",
    "Blind",
    "Grant",
    "Person",
    "Right",
    "Role",
    "blind",
    "blind_events",
    "coding",
    "coding_fields",
    "coding_sheet",
]
