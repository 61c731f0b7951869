"""What a column of a list can mean."""

from __future__ import annotations

from dataclasses import dataclass

from knell.model import Outcome

# Each may be meant by one column only.
PLAIN = (
    "id",
    "start",
    "end",
    "year",
    "month",
    "day",
    "date_precision",
    "place",
    "admin1",
    "country",
    "lat",
    "lon",
    "place_precision",
    "title",
    "description",
    "source",
    "source_date",
    "url",
    "perpetrator",
)
DATES = ("start", "end", "source_date")
BOUNDS = ("low", "high")
# Who is counted apart from all; the first three are what victims are, the others who they are.
STATUSES = ("civilian", "combatant", "perpetrator")
GROUPS = ("child", "woman", "man")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of people: how they were harmed, whether it is a bound of the number, and who alone is counted."""

    outcome: Outcome
    bound: str | None = None
    whom: str | None = None

    def __str__(self) -> str:
        bound = f".{self.bound}" if self.bound else ""
        return f"{self.outcome.value}{bound}{' ' + self.whom if self.whom else ''}"


def counted(target: str) -> Counted | None:
    """What a target such as ``killed.low civilian`` counts; None for one that counts nobody."""
    head, _, whom = target.partition(" ")
    name, _, bound = head.partition(".")
    if name not in [outcome.value for outcome in Outcome]:
        return None
    if (bound and bound not in BOUNDS) or (whom and whom not in (*STATUSES, *GROUPS)):
        return None
    return Counted(Outcome(name), bound or None, whom or None)


def is_target(target: str) -> bool:
    """Whether a column can mean this."""
    return target in PLAIN or counted(target) is not None


def every_target() -> str:
    """All that a column can mean, for a person."""
    outcomes = ", ".join(outcome.value for outcome in Outcome)
    return (
        f"{', '.join(PLAIN)}; {outcomes}, each also with .low or .high, and followed by {', '.join(STATUSES + GROUPS)}"
    )
