"""The tables of knell's own layout: all that is said of events, with its keys, as other programs may join it again."""

from __future__ import annotations

from knell.events import CopyKind
from knell.figures import rules
from knell.model import Outcome, Role, SourceType, Wording
from knell.publish.tables import Field, Foreign, Table, Type
from knell.record import ClaimStatus, Kind, Status

BY_HAND = "by-hand"
LONGEST_QUOTE = 300
# What people may have made of a claim that counts.
STATUSES = tuple(one for one in ClaimStatus if one is not ClaimStatus.REJECTED)

_S, _I, _N, _B, _D, _A, _O = (
    *(Type.STRING, Type.INTEGER, Type.NUMBER, Type.BOOLEAN),
    *(Type.DATE, Type.ARRAY, Type.OBJECT),
)
_OUTCOMES = tuple(outcome.value for outcome in Outcome)
_REVIEWED = Field(
    "reviewed", _B, "Whether a person reviewed the event, and nothing changed in it since.", required=True
)
_EVENT = Field("event", _S, "The key of the event.", required=True)
_REPORT = Field("report", _S, "The id of the report.", required=True)
_OF_EVENT = Foreign(("event",), "events", ("key",))
_OF_REPORT = Foreign(("report",), "reports", ("id",))
_SPAN = (
    Field("span_start", _I, "Where the words begin in the report's text, in Unicode code points.", True, minimum=0),
    Field("span_end", _I, "Where the words end.", True, minimum=0),
)


def _days(what: str) -> tuple[Field, ...]:
    return (
        Field("start", _D, f"The first day {what}; empty where unknown."),
        Field("end", _D, f"The last day {what}; empty where unknown."),
        Field(
            "date_precision",
            _I,
            "UCDP's date_prec: 1 an exact day, 2 two to six days, 3 a week, 4 a month, 5 up to a year or more.",
            minimum=1,
            maximum=5,
        ),
    )


_WHERE = (
    Field("place", _S, "The name of the place; empty where unknown."),
    Field("country", _S, "The country of the place, by its ISO 3166 code."),
    Field("admin1", _S, "The first-order division of the place."),
    Field("latitude", _N, "Degrees north (WGS 84).", minimum=-90, maximum=90),
    Field("longitude", _N, "Degrees east (WGS 84).", minimum=-180, maximum=180),
    Field("geonames_id", _I, "The place's number at GeoNames."),
    Field(
        "place_precision",
        _I,
        "UCDP's where_prec: 1 the place itself, 2 near it, 3 second-order division, 4 first-order division, 5 a line "
        "or fuzzy area, 6 country only, 7 international waters or airspace.",
        minimum=1,
        maximum=7,
    ),
)


def _figure(outcome: str) -> tuple[Field, ...]:
    said = f"people {outcome}: by hand where a person set it, else by the leading rule of the release"
    return tuple(
        Field(f"{outcome}_{which}", _I, f"The {words} of {said}; empty where open or unknown.", minimum=0)
        for which, words in (("low", "lowest number"), ("best", "best number"), ("high", "highest number"))
    )


EVENTS = Table(
    "events",
    "One incident in time and space, as its reports bear it out best.",
    (
        Field("key", _S, "The event's key.", required=True, unique=True),
        Field("name", _S, "What it is called; empty where it has no name."),
        Field("aliases", _A, "What else it is called, the most often used first.", required=True, items=_S),
        *_days("of the event"),
        *_WHERE,
        *(field for outcome in _OUTCOMES for field in _figure(outcome)),
        Field("reports", _I, "How many reports tell of it.", required=True, minimum=0),
        Field("claims", _I, "How many claims about it count.", required=True, minimum=0),
        Field("independent_sources", _I, "How many groups of sources its claims rest on.", required=True, minimum=0),
        Field(
            "strict_sources",
            _I,
            "How many claims differ pairwise in outlet, author and origin (the Every Casualty criterion).",
            required=True,
            minimum=0,
        ),
        Field("copies", _I, "How many of its reports repeat another of them.", required=True, minimum=0),
        Field("grade", _S, "Airwars' grade before any review: Weak or Fair; empty where neither."),
        Field("clarity", _I, "UCDP's event_clarity, where a person gave it.", minimum=1, maximum=2),
        Field("disputed", _A, "The outcomes on which independent sources do not agree.", required=True, items=_S),
        Field("status", _S, "How far people are with it.", required=True, enum=tuple(one.value for one in Status)),
        _REVIEWED,
    ),
    key=("key",),
    point=("latitude", "longitude"),
)

REPORTS = Table(
    "reports",
    "The published texts that tell of the events, each once, with the first of its events.",
    (
        Field("id", _S, "The report's id.", required=True, unique=True),
        Field("title", _S, "Its title."),
        Field("published", _D, "The day on which it was published; empty where unknown."),
        Field("language", _S, "Its language, by its ISO 639 code."),
        Field("outlet", _S, "Who published it."),
        Field("url", _S, "Where it was published."),
        Field("sha256", _S, "The SHA-256 of the archived bytes; empty where there are none."),
        Field("retrospective", _B, "Whether it looks back on what was long before.", required=True),
        Field("reviewed", _B, "Whether all its events in this release are reviewed.", required=True),
    ),
    key=("id",),
)

EVENT_REPORTS = Table(
    "event_reports",
    "Which reports tell of which events.",
    (
        _EVENT,
        _REPORT,
        Field("position", _I, "Its place among the reports of the event, by publication, from 0.", True, minimum=0),
        _REVIEWED,
    ),
    key=("event", "report"),
    foreign=(_OF_EVENT, _OF_REPORT),
)

MENTIONS = Table(
    "mentions",
    "What one report by itself says of an event: when and where; an event of the release has one or more.",
    (
        _REPORT,
        Field("local_event", _S, "The key that the event has inside the report.", required=True),
        _EVENT,
        Field("position", _I, "Its place in the report: 0 is what the report is about.", required=True, minimum=0),
        Field("name", _S, "What the report calls it."),
        Field("aliases", _A, "What else the report calls it.", required=True, items=_S),
        *_days("of the event"),
        *_WHERE,
        Field("figures", _O, "What this report alone gives: low, best and high by outcome.", required=True),
        _REVIEWED,
    ),
    key=("report", "local_event"),
    foreign=(_OF_EVENT, _OF_REPORT),
    point=("latitude", "longitude"),
)

SOURCES = Table(
    "sources",
    "Groups of claims about an event that rest on the same origin: the unit in which independence is counted.",
    (
        _EVENT,
        Field("source", _S, "The key of the group.", required=True),
        Field("position", _I, "Its place among the groups of the event, from 0.", required=True, minimum=0),
        Field("name", _S, "The origin in the words of its first report, or the outlet; empty where unknown."),
        Field("type", _S, "What kind of origin is cited.", enum=tuple(one.value for one in SourceType)),
        Field("cited", _B, "Whether the reports cite the origin, or an outlet speaks in its own voice.", True),
        Field("claims", _A, "The ids of its claims.", required=True, items=_S),
        Field("reports", _A, "The ids of its reports.", required=True, items=_S),
        Field("outlets", _A, "The outlets of its reports.", required=True, items=_S),
        Field("reasons", _A, "Why its claims belong together.", required=True, items=_S),
        _REVIEWED,
    ),
    key=("event", "source"),
    foreign=(_OF_EVENT,),
)

# What a claim says, as it counts or as it was read.
CLAIM_FIELDS = (
    *_SPAN,
    Field("quote", _S, f"The words; cut after {LONGEST_QUOTE} characters unless the release carries texts."),
    Field("outcome", _S, "What happened to the people.", required=True, enum=_OUTCOMES),
    Field("low", _I, "The lowest number that the words allow; empty where open.", minimum=0),
    Field("high", _I, "The highest number that the words allow; empty where open.", minimum=0),
    Field("wording", _S, "How the words bound the number.", True, enum=tuple(one.value for one in Wording)),
    Field("severity", _S, "How badly people were hurt, where the words say it."),
    Field("victims", _S, "Who is counted, in the report's words; empty where it does not say."),
    Field("victims_status", _S, "Civilian, combatant, perpetrator; empty where the words do not say."),
    Field("victims_groups", _A, "Groups that those counted belong to: children, women ...", required=True, items=_S),
    Field("role", _S, "What the number is to its event.", True, enum=tuple(one.value for one in Role)),
    Field("cited", _S, "Who is named as the origin; empty where the report speaks in its own voice."),
    Field("cited_start", _I, "Where those words begin.", minimum=0),
    Field("cited_end", _I, "Where those words end.", minimum=0),
    Field("cited_type", _S, "What kind of origin is cited.", enum=tuple(one.value for one in SourceType)),
    Field("perpetrator", _S, "Who the text says did it, in its words."),
    Field("perpetrator_start", _I, "Where those words begin.", minimum=0),
    Field("perpetrator_end", _I, "Where those words end.", minimum=0),
    Field("negated", _B, "Whether the words say that it happened to nobody.", required=True),
    Field("held", _B, "Whether a number of the same words counts these people already.", required=True),
    Field("confidence", _N, "How sure the reading is.", required=True, minimum=0, maximum=1),
    Field("because", _A, "The rules and words that made the claim, in order.", required=True, items=_S),
)

CLAIMS = Table(
    "claims",
    "Statements of a casualty figure, each in the words of its report, as they count.",
    (
        Field("id", _S, "The claim's id.", required=True, unique=True),
        _EVENT,
        _REPORT,
        Field("local_event", _S, "The key that the event has inside the report; empty where a person added the claim."),
        Field("position", _I, "Its place among the claims of the event, from 0.", required=True, minimum=0),
        *CLAIM_FIELDS,
        Field("status", _S, "What people made of it.", True, enum=tuple(one.value for one in STATUSES)),
        Field("source", _S, "The group of sources it rests on.", required=True),
        _REVIEWED,
    ),
    key=("id",),
    foreign=(_OF_EVENT, _OF_REPORT, Foreign(("event", "source"), "sources", ("event", "source"))),
)

FIGURES = Table(
    "figures",
    "What each coding rule, and a person where one did, gives for an event and an outcome, and why.",
    (
        _EVENT,
        Field("rule", _S, f"The coding rule, or {BY_HAND}.", True, enum=(BY_HAND, *(one.name for one in rules()))),
        Field("outcome", _S, "What happened to the people.", required=True, enum=_OUTCOMES),
        Field("low", _I, "The lowest number; empty where open or unknown.", minimum=0),
        Field("best", _I, "The best number; empty where the rule gives none.", minimum=0),
        Field("high", _I, "The highest number; empty where open or unknown.", minimum=0),
        Field("used", _A, "The ids of the claims that made it.", required=True, items=_S),
        Field("left_out", _A, "The claims that did not: objects of claim and why.", required=True),
        Field("note", _S, "What else the rule says of it."),
        _REVIEWED,
    ),
    key=("event", "rule", "outcome"),
    foreign=(_OF_EVENT,),
)

FINDINGS = Table(
    "findings",
    "Official or judicial statements of who is responsible.",
    (
        _EVENT,
        Field("number", _I, "Its number among those of the event, from 0.", required=True, minimum=0),
        _REPORT,
        Field("local_event", _S, "The key that the event has inside the report."),
        *_SPAN,
        Field("quote", _S, f"The words; cut after {LONGEST_QUOTE} characters unless the release carries texts."),
        Field("finder", _S, "Who found it."),
        Field("responsible", _S, "Who was found responsible."),
        *_days("of the finding"),
        Field("punished", _B, "Whether anybody was punished; empty where the text is silent."),
        _REVIEWED,
    ),
    key=("event", "number"),
    foreign=(_OF_EVENT, _OF_REPORT),
)

COMMEMORATIONS = Table(
    "commemorations",
    "Yearly days of remembrance.",
    (
        _EVENT,
        Field("number", _I, "Its number among those of the event, from 0.", required=True, minimum=0),
        _REPORT,
        Field("local_event", _S, "The key that the event has inside the report."),
        *_SPAN,
        Field("quote", _S, f"The words; cut after {LONGEST_QUOTE} characters unless the release carries texts."),
        Field("month", _I, "The month, from 1.", required=True, minimum=1, maximum=12),
        Field("day", _I, "The day of the month, from 1.", required=True, minimum=1, maximum=31),
        Field("kind", _S, "What the text calls it."),
        _REVIEWED,
    ),
    key=("event", "number"),
    foreign=(_OF_EVENT, _OF_REPORT),
)

COPIES = Table(
    "copies",
    "Pairs of an event's reports of which one repeats the other.",
    (
        _EVENT,
        Field("earlier", _S, "The id of the report that was published first.", required=True),
        Field("later", _S, "The id of the report that repeats it.", required=True),
        Field("kind", _S, "How much of it.", required=True, enum=tuple(one.value for one in CopyKind)),
        Field("jaccard", _N, "How alike the texts are, over shingles of words.", True, minimum=0, maximum=1),
        Field("containment", _N, "How much of the shorter text is in the longer.", True, minimum=0, maximum=1),
        Field("passages", _A, "The shared stretches: [start, end] in the earlier and in the later text.", True),
        Field("changed", _A, "Numbers that differ in a shared stretch: [earlier, later].", required=True),
        _REVIEWED,
    ),
    key=("event", "earlier", "later"),
    foreign=(
        _OF_EVENT,
        Foreign(("earlier",), "reports", ("id",)),
        Foreign(("later",), "reports", ("id",)),
    ),
)

DECISIONS = Table(
    "decisions",
    "What people decided about an event, its claims and its reports; with each event that a decision touches.",
    (
        _EVENT,
        Field("number", _I, "The number of the decision, in the order in which all were made.", True, minimum=1),
        Field("kind", _S, "What was decided.", required=True, enum=tuple(one.value for one in Kind)),
        Field("about", _S, "The event it names, by its key at that time."),
        Field("claim", _S, "The claim it is about."),
        Field("report", _S, "The report it is about."),
        Field("before", _S, "The event that the claim was in."),
        Field("by", _S, "Who decided, in releases that say so."),
        Field("why", _S, "Why."),
        Field("made", Type.DATETIME, "When (UTC).", required=True),
        Field("old", _O, "What was.", required=True),
        Field("new", _O, "What is since.", required=True),
        Field("undoes", _I, "The decision that it takes back.", minimum=1),
        Field("undone_by", _I, "The decision that took it back.", minimum=1),
        _REVIEWED,
    ),
    key=("event", "number"),
    foreign=(_OF_EVENT,),
)

TABLES = (
    *(EVENTS, REPORTS, EVENT_REPORTS, MENTIONS, SOURCES, CLAIMS, FIGURES),
    *(FINDINGS, COMMEMORATIONS, COPIES, DECISIONS),
)
