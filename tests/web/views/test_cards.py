"""Claims under their sources: copies folded, changed copies not, pages that lose nothing."""

from __future__ import annotations

from datetime import date

from knell.events import CopyKind, CopyPair, LinkedEvent, SourceGroup
from knell.figures import Statement
from knell.model import Claim, Count, Event, Outcome, Role, Victims, Wording
from knell.record import ReportRow
from knell.web.views.cards import Source, only, paged, sources


def claim(name: str, number: int, role: Role = Role.TOTAL, outcome: Outcome = Outcome.KILLED) -> Claim:
    count = Count(number, number, Wording.EXACT)
    return Claim(name, 0, 9, f"{number} dead", outcome, count, Victims(""), role, "e")


def head(name: str) -> ReportRow:
    return ReportRow(name, name, date(2020, 1, 1), "en", name, None, "", False)


def shown(claims: dict[str, tuple[str, Claim]], copies: list[tuple[str, str]]) -> list[Source]:
    """Sources of claims by name: (report, claim), all resting on one origin; ``copies`` are (earlier, later)."""
    group = SourceGroup("g", "police", None, True, tuple(claims), tuple({report for report, _ in claims.values()}))
    linked = LinkedEvent(
        event=Event("e"),
        members=(),
        reports=group.reports,
        claims=tuple(claims),
        groups=(group,),
        copies=tuple(CopyPair(earlier, later, CopyKind.COPY, 1.0, 1.0) for earlier, later in copies),
    )
    told = [Statement(one, report, "g", date(2020, 1, 1)) for report, one in claims.values()]
    return sources(linked, told, {report: head(report) for report in group.reports})


def test_what_a_copy_repeats_is_folded_into_the_first_through_any_chain() -> None:
    (source,) = shown(
        {"a": ("r1", claim("a", 7)), "b": ("r2", claim("b", 7)), "c": ("r3", claim("c", 7))},
        [("r1", "r2"), ("r2", "r3")],
    )
    (card,) = source.cards
    assert card.claim.id == "a" and {copy.claim.id for copy in card.copies} == {"b", "c"}


def test_a_copy_that_says_another_number_stands_by_itself_and_says_what_it_changed() -> None:
    (source,) = shown({"a": ("r1", claim("a", 7)), "b": ("r2", claim("b", 9))}, [("r1", "r2")])
    first, second = source.cards
    assert (first.changed, second.changed and second.changed.original.id) == (None, "a")
    assert not first.copies


def test_totals_stand_before_parts_and_outcomes_in_their_order() -> None:
    (source,) = shown(
        {
            "part": ("r1", claim("part", 2, Role.PART)),
            "hurt": ("r1", claim("hurt", 9, outcome=Outcome.INJURED)),
            "dead": ("r1", claim("dead", 7)),
        },
        [],
    )
    assert [card.claim.id for card in source.cards] == ["dead", "hurt", "part"]
    assert [standing.name for standing, _ in source.by_standing()] == ["TOTALS", "PARTS"]


def test_pages_hold_every_card_once_and_a_source_goes_on() -> None:
    found = shown({f"c{n:02}": (f"r{n}", claim(f"c{n:02}", n + 1)) for n in range(10)}, [])
    pages = paged(found, 4)
    assert [sum(len(source.cards) for source in page) for page in pages] == [4, 4, 2]
    assert all(page[0].number == 1 for page in pages)
    names = [card.claim.id for page in pages for source in page for card in source.cards]
    assert len(set(names)) == len(names) == 10
    assert paged([], 4) == [[]]


def test_only_one_outcome() -> None:
    found = shown({"a": ("r1", claim("a", 7)), "b": ("r1", claim("b", 8, outcome=Outcome.MISSING))}, [])
    (source,) = only(found, Outcome.MISSING)
    assert [card.claim.id for card in source.cards] == ["b"]
    assert only(found, Outcome.DETAINED) == []
