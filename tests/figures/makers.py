"""Claims and statements made by hand for the tests of this room."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from knell.figures import Statement
from knell.model import Cited, Claim, Count, Outcome, Role, SourceType, Victims, Wording


def claim(
    low: int | None,
    *,
    high: int | None = None,
    wording: Wording = Wording.EXACT,
    outcome: Outcome = Outcome.KILLED,
    role: Role = Role.TOTAL,
    at: int = 0,
    length: int = 10,
    id: str = "",
    victims: str = "",
    status: str | None = None,
    groups: tuple[str, ...] = (),
    cited: str | None = None,
    kind: SourceType | None = None,
    negated: bool = False,
) -> Claim:
    """A claim; ``high`` is the number itself where the wording closes it."""
    if high is None and wording in (Wording.EXACT, Wording.ABOUT):
        high = low
    if wording in (Wording.AT_MOST, Wording.FEWER_THAN):
        low, high = None, low
    origin = None if cited is None else Cited(cited, at, at + len(cited), kind)
    return Claim(
        id=id or f"{outcome}-{role}-{low}-{high}-{at}",
        start=at,
        end=at + length,
        quote="",
        outcome=outcome,
        count=Count(low, high, wording),
        victims=Victims(victims, status, groups),
        role=role,
        event="e1",
        cited=origin,
        negated=negated,
    )


def said(
    made: Claim, report: str, group: str | None = None, published: date | None = None, outlet: str | None = None
) -> Statement:
    """A claim as one report's statement, its own source unless a group is named."""
    return Statement(made, report, group or f"outlet of {report}", published, outlet or f"outlet of {report}")


@st.composite
def claims(draw: st.DrawFn, prefix: str = "c") -> list[Claim]:
    """Any claims one report may make of one event, also strange ones."""
    made = []
    for number in range(draw(st.integers(0, 7))):
        low = draw(st.none() | st.integers(0, 300))
        high = draw(st.none() | st.integers(0, 300))
        made.append(
            Claim(
                id=f"{prefix}{number}",
                start=(start := draw(st.integers(0, 90))),
                end=start + draw(st.integers(0, 30)),
                quote="",
                outcome=draw(st.sampled_from([Outcome.KILLED, Outcome.INJURED])),
                count=Count(low, high, draw(st.sampled_from(list(Wording)))),
                victims=Victims(
                    draw(st.sampled_from(["", "people", "children", "two women"])),
                    draw(st.sampled_from([None, "civilian", "combatant", "perpetrator"])),
                    draw(st.sampled_from([(), ("children",), ("women",)])),
                ),
                role=draw(st.sampled_from(list(Role))),
                event="e1",
                negated=draw(st.booleans()),
            )
        )
    return made


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    """Statements of up to five reports that rest on up to three sources."""
    found: list[Statement] = []
    for number in range(draw(st.integers(0, 5))):
        group = draw(st.sampled_from(["a", "b", "c"]))
        published = draw(st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 9)))
        made = draw(claims(prefix=f"r{number}-"))
        found.extend(Statement(one, f"r{number}", group, published, group) for one in made)
    return found
