"""What an event is in followthemoney's model: things, and the links between them.

Ids are made from the record's own, so that the same event, report and claim is the same entity in every release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from knell.model import Interval, Outcome, Place, Range, SourceType, content_id
from knell.places import country_name
from knell.publish.cut import Entry
from knell.publish.layouts.ftm_schema import Entity, country_code, language_of, web_address
from knell.publish.layouts.own import leading
from knell.publish.layouts.own_tables import LONGEST_QUOTE
from knell.publish.layouts.shared import distinct, plain, point_of
from knell.publish.terms import Terms
from knell.record import ReportRow

_LONGEST_NAME = 380
_LONGEST_ADDRESS = 250
_LONGEST_TEXT = 1000
# What kind of party a cited origin is. Witnesses, experts and officials without a name stay what words call them.
_PARTIES: Mapping[SourceType | None, str] = {
    SourceType.GOVERNMENT: "PublicBody",
    SourceType.MILITARY: "PublicBody",
    SourceType.POLICE: "PublicBody",
    SourceType.HOSPITAL: "Organization",
    SourceType.NGO: "Organization",
    SourceType.INTERGOVERNMENTAL: "Organization",
    SourceType.MEDIA: "Organization",
    SourceType.ARMED_GROUP: "Organization",
}


def entities(entry: Entry, terms: Terms) -> Iterator[Entity]:
    """All that an event gives, each entity after those it points at."""
    yield from _place(entry)
    yield _event(entry, terms)
    for report in entry.reports:
        if report.id in entry.firsts:
            yield replace(_article(report), reviewed=entry.firsts[report.id])
    yield from _claims(entry)
    yield from _sources(entry)
    yield from _notes(entry)
    yield from _copies(entry)


def made(schema: str, ident: str, language: str | None = None, said: Iterable[str] = (), /, **values: object) -> Entity:
    """An entity of the values that are not empty; ``said`` are the properties whose words are in the language."""
    properties: dict[str, tuple[str, ...]] = {}
    for name, value in values.items():
        several = value if isinstance(value, list | tuple) else [value]
        texts = tuple(distinct(None if one is None else plain(str(one)) for one in several))
        if texts:
            properties[name] = texts
    code = language_of(language)
    return Entity(ident, schema, properties, {name: code for name in said if name in properties} if code else {})


def event_id(key: str) -> str:
    """The id of an event."""
    return f"knell-event-{key}"


def article_id(report: str) -> str:
    """The id of a report; its own may hold anything."""
    return f"knell-report-{content_id('report', report)}"


def _shortened(text: str | None, most: int) -> str:
    words = plain(text)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _where(place: Place) -> str:
    parts = distinct([place.name, place.admin1, country_name(place.country)])
    return _shortened(", ".join(parts), _LONGEST_ADDRESS)


def _place(entry: Entry) -> Iterator[Entity]:
    place = entry.linked.event.place
    if place is not None:
        point = point_of(place)
        yield made(
            "Address",
            f"knell-place-{entry.key}",
            full=_where(place),
            state=place.admin1,
            country=country_code(place.country),
            latitude=point[0] if point else None,
            longitude=point[1] if point else None,
            remarks=f"where_prec {place.precision}",
        )


def _event(entry: Entry, terms: Terms) -> Entity:
    event = entry.linked.event
    return made(
        "Event",
        event_id(entry.key),
        name=_shortened(event.name, _LONGEST_NAME) or _label(entry),
        alias=[_shortened(alias, _LONGEST_NAME) for alias in event.aliases],
        startDate=event.interval.start if event.interval else None,
        endDate=event.interval.end if event.interval else None,
        description=f"date_prec {event.interval.precision}" if event.interval else None,
        location=_where(event.place) if event.place else None,
        addressEntity=f"knell-place-{entry.key}" if event.place else None,
        country=country_code(event.place.country) if event.place else None,
        summary=_figures(leading(entry, terms)),
        notes=[f"{rule}: {_figures({o: f.range for o, f in by.items()})}" for rule, by in entry.figures.items() if by],
        recordId=entry.key,
        keywords="reviewed" if entry.reviewed else "unreviewed",
        publisher=terms.publisher,
    )


def _label(entry: Entry) -> str:
    """What an event without a name is called: its place and days, else its key."""
    event = entry.linked.event
    known = [event.place.name if event.place else None, _days(event.interval)]
    return _shortened(", ".join(distinct(known)), _LONGEST_NAME) or f"Event {entry.key}"


def _days(interval: Interval | None) -> str | None:
    if interval is None:
        return None
    both = dict.fromkeys((interval.start.isoformat(), interval.end.isoformat()))
    return " to ".join(both)


def _figures(figures: Mapping[Outcome, Range]) -> str | None:
    """Figures in words that hide nothing: an open or unknown bound is called unknown."""
    told = (
        f"{outcome.value}: "
        + ", ".join(
            f"{which} {'unknown' if number is None else number}"
            for which, number in (("low", one.low), ("best", one.best), ("high", one.high))
        )
        for outcome, one in figures.items()
    )
    return "; ".join(told) or None


def _article(report: ReportRow) -> Entity:
    return made(
        "Article",
        article_id(report.id),
        report.language,
        ("title", "name"),
        name=_shortened(report.title, _LONGEST_NAME) or _shortened(report.id, _LONGEST_NAME),
        title=_shortened(report.title, _LONGEST_TEXT),
        fileName=_shortened(report.id, _LONGEST_TEXT),
        publishedAt=report.published,
        publisher=_shortened(report.outlet, _LONGEST_TEXT),
        sourceUrl=web_address(report.url),
        language=language_of(report.language),
        notes=f"SHA-256 of the archived bytes: {report.sha256}" if report.sha256 else None,
    )


def _claims(entry: Entry) -> Iterator[Entity]:
    """A documentation for each claim, and one for each report of the event that makes none."""
    reports = {report.id: report for report in entry.reports}
    for one in entry.statements:
        claim, report = one.claim, reports.get(one.report)
        bounds = ["unknown" if bound is None else str(bound) for bound in (claim.count.low, claim.count.high)]
        number = f"{bounds[0]} to {bounds[1]}, {claim.count.wording.value}, {claim.role.value}"
        yield made(
            "Documentation",
            f"knell-claim-{content_id('claim', entry.key, one.report, claim.id)}",
            report.language if report else None,
            ("summary",),
            document=article_id(one.report),
            entity=event_id(entry.key),
            role=f"claim: {claim.outcome.value}",
            summary=_shortened(claim.quote, LONGEST_QUOTE),
            description=number + (", negated" if claim.negated else ""),
            recordId=claim.id,
            date=one.published,
        )
    for ident in sorted(reports.keys() - {one.report for one in entry.statements}):
        yield made(
            "Documentation",
            f"knell-told-{content_id('told', entry.key, ident)}",
            document=article_id(ident),
            entity=event_id(entry.key),
            role="report",
            date=reports[ident].published,
        )


def _sources(entry: Entry) -> Iterator[Entity]:
    """Whom the reports cite, each only for its event: the same words may be somebody else's at another."""
    claims = {one.claim.id: one.claim for one in entry.statements}
    for group in entry.linked.groups:
        name = _shortened(group.name, _LONGEST_NAME)
        if not group.cited or not name:
            continue
        ident = f"knell-source-{content_id('cited', entry.key, group.key)}"
        kind = group.type.value if group.type else None
        yield made(_PARTIES.get(group.type, "LegalEntity"), ident, name=name, classification=kind)
        told = [claims[claim] for claim in group.claims if claim in claims]
        yield made(
            "UnknownLink",
            f"{ident}-link",
            subject=ident,
            object=event_id(entry.key),
            role="cited source",
            recordId=group.key,
            description=[f"claim {claim.id}: {claim.outcome.value}" for claim in told],
            proof=[article_id(report) for report in group.reports],
        )


def _notes(entry: Entry) -> Iterator[Entity]:
    languages = {report.id: report.language for report in entry.reports}
    for number, (report, found) in enumerate(entry.findings):
        who = f"{found.finder} holds responsible: {found.responsible}" if found.responsible else found.finder
        punished = {True: "punished", False: "not punished", None: None}[found.punished]
        yield made(
            "Note",
            f"knell-finding-{content_id('finding', entry.key, number)}",
            languages.get(report),
            ("description",),
            name="Finding",
            description=_shortened(found.quote, LONGEST_QUOTE),
            summary=[who, punished],
            entity=event_id(entry.key),
            proof=article_id(report),
        )
    for number, (report, day) in enumerate(entry.commemorations):
        yield made(
            "Note",
            f"knell-commemoration-{content_id('commemoration', entry.key, number)}",
            languages.get(report),
            ("description",),
            name="Commemoration",
            description=_shortened(day.quote, LONGEST_QUOTE),
            summary=f"--{day.month:02}-{day.day:02}: {day.kind}",
            entity=event_id(entry.key),
            proof=article_id(report),
        )


def _copies(entry: Entry) -> Iterator[Entity]:
    for pair in entry.linked.copies:
        yield made(
            "UnknownLink",
            f"knell-copy-{content_id('copy', entry.key, pair.earlier, pair.later)}",
            subject=article_id(pair.later),
            object=article_id(pair.earlier),
            role=f"{pair.kind.value} of",
            description=f"{pair.containment:.2f} of the shorter text stands in the longer",
        )
