"""One report as a page shows it: what is said in it, claim by claim, and how it came here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from knell.languages import available
from knell.model import Claim, Extraction
from knell.record import Codings, Kind, Listed, Missing, Record
from knell.telling import Standing, figure_of, standing_of
from knell.web.views.marking import page_of, pages
from knell.web.views.reading import PAGE
from knell.web.views.states import ClaimState, status_of

LEGEND = (
    ("claim", "claim"),
    ("cited", "who says so"),
    ("perpetrator", "who did it"),
    ("date", "date"),
    ("place", "place"),
    ("finding", "finding"),
    ("commemoration", "commemoration"),
)


@dataclass(frozen=True, slots=True)
class Read:
    """A claim of a report as it holds now, the key of the ``event`` it is about, the ``address`` of its words."""

    number: int
    claim: Claim
    event: str | None
    address: str
    state: ClaimState | None

    @property
    def status(self) -> str:
        """What was decided about it."""
        return status_of(self.state)

    @property
    def figure(self) -> str:
        """Its number with its bounds."""
        return figure_of(self.claim)

    @property
    def standing(self) -> Standing:
        """What its figure is to the event."""
        return standing_of(self.claim.role)


def told_of(record: Record, report: str) -> Extraction:
    """All that a report says. Raises ``Missing``."""
    for found in record.extractions([report]):
        return found
    raise Missing(f"there is no report {report}")


def claims_of(record: Record, told: Extraction) -> list[Read]:
    """The claims of a report in the order of its text, those that people added among them."""
    read = {claim.id: claim for claim in told.claims}
    added = {one.claim for one in record.history(report=told.report.id) if one.kind is Kind.ADD and one.claim}
    known = record.claim_states({*read, *added})
    here = [name for name in {**read, **known} if name not in known or known[name].report == told.report.id]
    now = [(known[name].claim if name in known else read[name], known.get(name)) for name in here]
    now.sort(key=lambda pair: (pair[0].start, pair[0].end, pair[0].id))
    where = Codings(record).whereabouts([claim.id for claim, _ in now])
    cuts = pages(told.report.text, PAGE)
    return [
        Read(
            number=number,
            claim=claim,
            event=where[claim.id][1] if claim.id in where else None,
            address=address_of(told.report.id, cuts, claim.start),
            state=state,
        )
        for number, (claim, state) in enumerate(now, 1)
    ]


def events_of(record: Record, claims: Iterable[Read]) -> dict[str, Listed]:
    """The events that claims are about, by their keys, in the order of the claims."""
    keys = dict.fromkeys(one.event for one in claims if one.event)
    return {key: row for key in keys if (row := record.row(key)) is not None}


def address_of(report: str, cuts: Sequence[tuple[int, int]], offset: int) -> str:
    """Where a report is shown, on the page of its text that holds an offset."""
    number = page_of(cuts, offset)
    return f"/reports/{quote(report)}" + (f"?page={number}" if number > 1 else "")


def is_readable(language: str | None) -> bool:
    """Whether knell has words for a language."""
    return language in available()


def web_address(url: str | None) -> str | None:
    """An address that may be followed: of the web, and with nothing in it that cannot be seen."""
    if url is None or not url.isprintable() or any(letter.isspace() for letter in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
