"""A record and a person go in; what that person may do, is to do next and has done comes out.

Holds rights, accounts, queues, second codings and the log. Never changes what a report says, and no figure but by a
decision that the record keeps.
"""

from knell.review import (
    accounts,
    audit,
    coding,
    coding_agreement,
    coding_disputes,
    coding_fields,
    coding_people,
    coding_settling,
    coding_sheet,
    grants,
    own,
    queues,
    sessions,
    signing,
    tokens,
)
from knell.review.accounts import Account
from knell.review.coding import Blind, blind, blind_events
from knell.review.doing import By, NotAllowed, Refused, operator
from knell.review.grants import Granted
from knell.review.kept import Kept
from knell.review.reference import MEANINGS, rights_table
from knell.review.rights import RIGHTS, Grant, Person, Right, Role
from knell.review.signing import CodeNeeded
from knell.review.tries import Locked, SignInFailed

__all__ = [
    "MEANINGS",
    "RIGHTS",
    "Account",
    "Blind",
    "By",
    "CodeNeeded",
    "Grant",
    "Granted",
    "Kept",
    "Locked",
    "NotAllowed",
    "Person",
    "Refused",
    "Right",
    "Role",
    "SignInFailed",
    "accounts",
    "audit",
    "blind",
    "blind_events",
    "coding",
    "coding_agreement",
    "coding_disputes",
    "coding_fields",
    "coding_people",
    "coding_settling",
    "coding_sheet",
    "grants",
    "operator",
    "own",
    "queues",
    "rights_table",
    "sessions",
    "signing",
    "tokens",
]
