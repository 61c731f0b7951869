"""What a record says, for people: tables in which no figure and no quotation is ever cut short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from knell.cli.console import cell, console, many, print_table
from knell.cli.figure_rows import OWN_VOICE, FigureRow, Standing, Words, written
from knell.cli.telling import Told
from knell.cli.wording import (
    dates_and_precision,
    days,
    event_name,
    place_and_precision,
    place_name,
    published,
)
from knell.events import CopyKind, CopyPair, LinkedEvent, SourceGroup
from knell.figures import Statement
from knell.model import Event, Figure, Outcome, Range

_OF_CLAIM = ["claim", "figure", "words", "said by", "report", "published"]
_WORDINGS_SHOWN = 3
_REPORTS_NAMED = 8


def print_events(found: Sequence[LinkedEvent]) -> None:
    """A list of events, one row each."""
    page = console()
    if not found:
        page.print(cell("no events yet; add reports with: knell add INPUT"))
        return
    outcomes = [outcome for outcome in Outcome if any(outcome in linked.event.figures for linked in found)]
    short = _short_keys([linked.key for linked in found])
    rows = [
        (
            cell(short[linked.key], "dim"),
            ". ".join(_what_where_when(linked.event)),
            *(_range(linked.event.figures.get(outcome)) for outcome in outcomes),
            len(linked.reports),
            linked.independent_sources,
            linked.grade or "—",
        )
        for linked in found
    ]
    columns = ["key", "event", *(outcome.value for outcome in outcomes), "reports", "sources", "grade"]
    print_table(page, columns, rows, whole=[0, *range(2, len(columns))])
    page.print(cell("figures are low–high (best) by the default coding rule; see: knell show KEY", "dim"))


def print_event(told: Told, everything: bool) -> None:
    """One event in full."""
    page = console()
    _print_head(page, told.linked)
    for outcome, of_outcome in groupby(told.rows, key=lambda row: row.outcome):
        for standing, rows in groupby(of_outcome, key=lambda row: row.standing):
            _print_rows(page, outcome, standing, list(rows), everything)
    if not told.rows:
        page.print(cell("no report gives a figure"))
    _print_findings(page, told)


def print_figures(linked: LinkedEvent, figures: Sequence[Figure], statements: Iterable[Statement]) -> None:
    """An event's figures by one rule, and what became of each claim."""
    page = console()
    _print_head(page, linked)
    if not figures:
        page.print(cell("the rule gives no figure: no report gives one it may use"))
        return
    rows = [
        (
            cell(figure.outcome.value, "bold"),
            *(_number(number) for number in (figure.range.low, figure.range.best, figure.range.high)),
            many(len(figure.used), "claim"),
            figure.note,
        )
        for figure in figures
    ]
    page.print(cell(f"by the rule {figures[0].rule}", "bold"))
    print_table(page, ["outcome", "low", "best", "high", "used", "note"], rows, whole=range(5))
    told = {statement.claim.id: statement for statement in statements}
    for figure in figures:
        page.print(cell(f"{figure.outcome.value}: claims used", "bold"))
        used = (_claim_cells(one, told) for one in figure.used)
        print_table(page, _OF_CLAIM, used, whole=(0, 1))
        if figure.left_out:
            page.print(cell(f"{figure.outcome.value}: claims left out", "bold"))
            left = ((*_claim_cells(claim, told), why) for claim, why in figure.left_out)
            print_table(page, [*_OF_CLAIM, "why"], left, whole=(0, 1))


def print_sources(linked: LinkedEvent) -> None:
    """The source groups of an event."""
    page = console()
    _print_head(page, linked)
    copies: dict[str, list[CopyPair]] = {}
    for pair in linked.copies:
        copies.setdefault(pair.later, []).append(pair)
    for number, group in enumerate(linked.groups, 1):
        origin = f"{group.name or 'an unnamed outlet'}{_kind(group.type)}"
        voice = "cited" if group.cited else OWN_VOICE
        size = f"{many(len(group.reports), 'report')}, {many(len(group.claims), 'claim')}"
        page.print(cell(f"{number}. {origin}, {voice}: {size}", "bold"))
        _print_group(page, group, copies)


def _print_group(page: Console, group: SourceGroup, copies: Mapping[str, Sequence[CopyPair]]) -> None:
    for report in group.reports:
        _print_inside(page, cell(report + "".join(_copied(pair) for pair in copies.get(report, ()))))
    if group.outlets:
        _print_inside(page, cell(f"outlets: {', '.join(group.outlets)}", "dim"))
    for reason in group.reasons:
        _print_inside(page, cell(f"because {reason}", "dim"))
    page.print()


def _print_inside(page: Console, text: Text) -> None:
    page.print(Padding(text, (0, 0, 0, 4), expand=False))


def _copied(pair: CopyPair) -> str:
    what = "copy of" if pair.kind is CopyKind.COPY else "repeats part of"
    changed = "".join(f"; {earlier} became {later}" for earlier, later in pair.changed)
    return f" ({what} {pair.earlier}{changed})"


def _what_where_when(event: Event) -> list[str]:
    return [*([event.name] if event.name else []), place_name(event.place), days(event.interval)]


def _short_keys(keys: Sequence[str]) -> dict[str, str]:
    """The shortest beginnings of one length, of eight digits or more, that tell the keys apart."""
    length = 8
    while len({key[:length] for key in keys}) < len(set(keys)):
        length += 1
    return {key: key[:length] for key in keys}


def _print_head(page: Console, linked: LinkedEvent) -> None:
    event: Event = linked.event
    page.print(cell(f"{event_name(event)}  [{event.key}]", "bold"))
    page.print(cell(f"when:  {dates_and_precision(event.interval)}"))
    page.print(cell(f"where: {place_and_precision(event.place)}"))
    copied = len({pair.later for pair in linked.copies if pair.kind is CopyKind.COPY})
    copies = f" ({many(copied, 'copy').replace('copys', 'copies')})" if copied else ""
    independent = many(linked.independent_sources, "independent source")
    grade = f", grade {linked.grade}" if linked.grade else ""
    page.print(cell(f"from:  {many(len(linked.reports), 'report')}{copies}, {independent}{grade}"))
    page.print()


def _print_rows(
    page: Console, outcome: Outcome, standing: Standing, rows: Sequence[FigureRow], everything: bool
) -> None:
    with_victims = standing is not Standing.TOTALS
    page.print(cell(f"{outcome.value.upper()}: {standing.value}", "bold"))
    columns = ["figure", *(["who"] if with_victims else []), "said by", "reports", "sources", "published", "words"]
    filled = [
        (
            cell(row.figure, "bold"),
            *((row.victims,) if with_victims else ()),
            _said_by(row),
            len(row.reports),
            len(row.sources),
            published(row.first, row.last),
            _quotations(row.words, everything),
        )
        for row in rows
    ]
    print_table(page, columns, filled, whole=(0, columns.index("reports"), columns.index("sources")))


def _said_by(row: FigureRow) -> str:
    if row.cited is None:
        return OWN_VOICE
    return row.cited + _kind(row.type)


def _kind(kind: str | None) -> str:
    return f" ({kind.replace('_', ' ')})" if kind else ""


def _quotations(words: Sequence[Words], everything: bool) -> Text:
    shown = words if everything else words[:_WORDINGS_SHOWN]
    lines = [f"“{one.quote}” — {_told_by(one, everything)}" for one in shown]
    if len(shown) < len(words):
        lines.append(f"and {len(words) - len(shown)} more wordings (--all)")
    return Text("\n").join(cell(line) for line in lines)


def _told_by(words: Words, everything: bool) -> str:
    reports = list(dict.fromkeys(report for report, _ in words.told_by))
    shown = reports if everything else reports[:_REPORTS_NAMED]
    more = f" and {len(reports) - len(shown)} more (--all)" if len(shown) < len(reports) else ""
    return ", ".join(shown) + more


def _print_findings(page: Console, told: Told) -> None:
    if told.findings:
        page.print(cell("FINDINGS", "bold"))
        rows = [
            (
                one.finder,
                one.responsible,
                days(one.interval),
                {True: "someone was punished", False: "nobody was punished", None: "not said"}[one.punished],
                f"“{one.quote}” — {report}",
            )
            for report, one in told.findings
        ]
        print_table(page, ["found by", "responsible", "when", "punished", "words"], rows)
    if told.commemorations:
        page.print(cell("COMMEMORATIONS", "bold"))
        days_kept = [
            (f"{day.day:02}.{day.month:02}.", day.kind, f"“{day.quote}” — {r}") for r, day in told.commemorations
        ]
        print_table(page, ["day.month", "kind", "words"], days_kept, whole=(0,))


def _claim_cells(claim: str, told: Mapping[str, Statement]) -> tuple[object, ...]:
    one = told.get(claim)
    if one is None:
        return (claim, *([""] * (len(_OF_CLAIM) - 1)))
    cited = one.claim.cited
    said_by = OWN_VOICE if cited is None else cited.text
    day = published(one.published, one.published)
    return (claim, written(one.claim.count), f"“{one.claim.quote}”", said_by, one.report, day)


def _range(value: Range | None) -> str:
    if value is None:
        return "—"
    low, best, high = value.low, value.best, value.high
    if low is not None and low == high:
        return f"{low:,}"
    bounds = f"{_number(low)}–{_number(high)}" if low is not None or high is not None else ""
    return f"{bounds} ({best:,})" if bounds and best is not None else bounds or _number(best)


def _number(number: int | None) -> str:
    return "?" if number is None else f"{number:,}"
