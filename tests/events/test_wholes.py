"""What a report adds up itself is one event of that report."""

from __future__ import annotations

from knell.events import link
from knell.model import Event, Extraction, Report, Role
from tests.events.makers import ABROAD, INJURED, MIRSK, ORVELD, days, figure, several

NIGHT = days("1990-01-19", "1990-01-20")
LATER = days("1990-01-25")


def summed_up(total: int = 147, *, role: Role = Role.ADDITIONAL, later: str = "1990-01-25") -> Extraction:
    """ "... killed 82 people; after it 21 ... Eight more on January 25 ... In all, 147 were killed and 744 hurt." """
    night = (figure(82, start=10), figure(21, role=Role.PART, start=30))
    more = (figure(8, role=role, start=50), figure(total, start=70), figure(744, INJURED, start=90))
    report = Report("one", "", outlet="Post")
    return several(report, (Event("e1", None, NIGHT, ORVELD), night), (Event("e2", None, days(later), ORVELD), more))


def test_what_is_added_and_summed_up_is_one_event() -> None:
    (linked,) = link([summed_up()])
    assert [member.event for member in linked.members] == ["e1", "e2"]
    assert linked.event.interval == NIGHT
    assert linked.claims == ("one-0", "one-1", "one-2", "one-3", "one-4")
    assert linked.reports == ("one",)


def test_it_meets_the_reports_of_the_whole() -> None:
    other = several(Report("two", "", outlet="Herald"), (Event("e1", None, NIGHT, ORVELD), (figure(147),)))
    (linked,) = link([summed_up(), other])
    assert linked.reports == ("one", "two")


def test_what_is_not_summed_up_stays_apart() -> None:
    assert len(link([summed_up(100)])) == 2
    assert len(link([summed_up(role=Role.TOTAL)])) == 2
    assert len(link([summed_up(later="1990-03-25")])) == 2


def test_another_country_is_another_event() -> None:
    first = (Event("e1", None, NIGHT, MIRSK), (figure(82, start=10),))
    second = (Event("e2", None, LATER, ABROAD), (figure(8, role=Role.ADDITIONAL, start=50), figure(147, start=70)))
    assert len(link([several(Report("one", ""), first, second)])) == 2
