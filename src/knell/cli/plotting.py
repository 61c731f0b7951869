"""``knell plot``: an event's figures, or all events of a record, as pictures that can be printed and handed on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knell.cli.asking import asked, the_event
from knell.cli.exporting import PolicyFile, policy_of
from knell.cli.options import DEFAULT_RECORD, RecordName
from knell.cli.say import WRONG_USAGE, Stop, clearly, safe
from knell.model import Outcome

if TYPE_CHECKING:
    from knell.drawing import Words
    from knell.publish import Policy
    from knell.record import Record


class Kind(StrEnum):
    """What is drawn."""

    TOLL = "toll"
    SOURCES = "sources"
    RULES = "rules"
    MAP = "map"
    ALL = "all"


class Picture(StrEnum):
    """How a drawing is written."""

    SVG = "svg"
    PNG = "png"


EventOrNone = Annotated[
    str | None,
    typer.Argument(
        metavar="EVENT",
        help="An event's key, its beginning, or words of its name or place; none: the map of all events.",
        show_default=False,
    ),
]
KindName = Annotated[Kind, typer.Option("--kind", help="The toll over time, by source, by coding rule, or the map.")]
OutcomeName = Annotated[
    Outcome | None,
    typer.Option("--outcome", help="What happened to those counted.", show_default="the first that there is"),
]
RuleName = Annotated[
    str | None,
    typer.Option("--rule", metavar="R", help="The coding rule whose figure leads.", show_default="the default"),
]
Language = Annotated[
    str, typer.Option("--language", metavar="CODE", help="Of the words beside the drawing: en, ru, az.")
]
Out = Annotated[
    str,
    typer.Option("--out", metavar="PATH", help="A .svg or .png file, a folder, or - for standard output."),
]
As = Annotated[
    Picture | None,
    typer.Option("--format", help="Where the path does not say it.", show_default="svg"),
]
_NOTHING = {
    Kind.TOLL: "no report gives a total",
    Kind.SOURCES: "no report gives a total",
    Kind.RULES: "no rule gives a figure",
    Kind.MAP: "no place is known that could be drawn",
}


@clearly
def plot(
    event: EventOrNone = None,
    kind: KindName = Kind.TOLL,
    outcome: OutcomeName = None,
    rule: RuleName = None,
    language: Language = "en",
    out: Out = "-",
    format: As = None,
    policy: PolicyFile = None,
    record: RecordName = DEFAULT_RECORD,
) -> None:
    """Draw an event's toll over time, what each source gives, what each rule makes of it, or where it was.

    An SVG holds its own words and needs nothing else; a PNG is made of it by the extra plot. A folder gets every
    drawing of the kind, one for each outcome.
    """
    from knell.drawing import UnknownLanguage, words

    try:
        spoken = words(language)
    except UnknownLanguage as error:
        raise Stop(str(error.args[0]), WRONG_USAGE) from None
    if event is None and kind is not Kind.MAP:
        raise Stop("name an event; only the map can be of all events: knell plot --kind map", WRONG_USAGE)
    folder, picture = _target(out, format, kind)
    hidden = policy_of(policy, datetime.now(UTC).date())
    with asked(record) as opened:
        if event is None:
            drawings = _all_events(opened, hidden, spoken)
        else:
            drawings = _of_event(opened, the_event(opened, event), hidden, kind, outcome, rule, spoken)
        made = ((name, svg) for name, svg in drawings if svg is not None)
        if folder is None:
            for _, svg in made:
                _write(out, _bytes(svg, picture))
                return
            raise Stop(_NOTHING[kind] + (f" of {outcome.value}" if outcome and kind is not Kind.MAP else ""))
        written = [_write_into(folder, name, _bytes(svg, picture), picture) for name, svg in made]
    if not written:
        raise Stop("there is nothing to draw")
    for name in written:
        typer.echo(safe(f"{folder}/{name}"))


def _target(out: str, picture: Picture | None, kind: Kind) -> tuple[Path | None, Picture]:
    """The folder to write into, None for one file or standard output; and how."""
    ending = Path(out).suffix.lower().lstrip(".")
    is_file = ending in tuple(Picture) and not os.path.isdir(out)
    if out != "-" and not is_file and ending and not os.path.isdir(out) and not out.endswith("/"):
        raise Stop(f"{out}: a drawing is a .svg or a .png; a folder that is to be made ends in /", WRONG_USAGE)
    if is_file and picture is not None and picture.value != ending:
        raise Stop(f"{out} does not end in .{picture.value}", WRONG_USAGE)
    if (is_file or out == "-") and kind is Kind.ALL:
        raise Stop("all drawings go into a folder: --out DIR", WRONG_USAGE)
    if is_file:
        return None, Picture(ending)
    return None if out == "-" else Path(out), picture or Picture.SVG


def _of_event(
    record: Record, key: str, hidden: Policy, kind: Kind, outcome: Outcome | None, rule: str | None, words: Words
) -> Iterator[tuple[str, str | None]]:
    """The drawings that are asked for by their names, None where there is nothing to draw; each is made when taken."""
    from knell.drawing import map_svg, mark, rules_svg, sources_svg, toll_svg
    from knell.figures import UnknownRule, find_rule, rules, timeline
    from knell.publish import Withheld, redacted

    try:
        leading = find_rule(rule or rules()[0].name)
    except UnknownRule as error:
        raise Stop(str(error.args[0]), WRONG_USAGE) from None
    whole, row = record.event(key), record.row(key)
    linked = redacted(whole, hidden, Withheld())
    steps = timeline(list(redacted(tuple(record.statements(whole)), hidden, Withheld())))
    numbers = {group.key: number for number, group in enumerate(linked.groups, 1)}
    figures = redacted({one.name: record.figures(key, one.name) for one in rules()}, hidden, Withheld())
    title, note = words.heading(linked.event), _note(row.status.value if row else "", words)
    by_hand = row.by_hand if row else {}

    for what in Kind if kind is Kind.ALL else (kind,):
        for of in (outcome,) if outcome else Outcome:
            if what is Kind.TOLL:
                yield f"toll-{of}", toll_svg(title, steps, numbers, of, words, note=note)
            elif what is Kind.SOURCES:
                behind = figures[leading.name].get(of)
                yield f"sources-{of}", sources_svg(title, steps, numbers, of, words, figure=behind, note=note)
            elif what is Kind.RULES:
                hand, lead = by_hand.get(of), leading.name
                yield f"rules-{of}", rules_svg(title, figures, of, words, lead=lead, by_hand=hand, note=note)
        if what is Kind.MAP:
            spot = mark(linked.event, words)
            yield "map", map_svg(title, [spot] if spot else [], words, note=note)


def _note(status: str, words: Words) -> str:
    return "" if status == "reviewed" else words.say("unreviewed")


def _all_events(record: Record, hidden: Policy, words: Words) -> Iterator[tuple[str, str | None]]:
    from knell.drawing import map_svg, mark
    from knell.model import Event, Place
    from knell.publish import Withheld, redacted
    from knell.record import Query, Status

    # A point lacks what a rule may know a place by: its number in the gazetteer.
    known = {one.key: redacted(one, hidden, Withheld()).event for one in record.events()} if hidden else {}
    points = record.map_points(Query(), record.count_events())
    marks = []
    for point in points.points:
        place = Place(point.place, None, None, point.lat, point.lon, None, point.precision)
        event = known.get(point.key) if hidden else Event(point.key, point.name, place=place)
        if event is not None and (spot := mark(event, words)) is not None:
            marks.append(spot)
    unreviewed = sum(point.status is not Status.REVIEWED for point in points.points)
    counts = {"number": words.number(unreviewed), "all": words.number(len(points.points))}
    note = words.say("unreviewed_of", **counts) if unreviewed else ""
    yield (
        "map",
        map_svg(Path(record.name.partition("?")[0]).stem, marks, words, nowhere=points.total - len(marks), note=note),
    )


def _bytes(svg: str, picture: Picture) -> bytes:
    if picture is Picture.SVG:
        return svg.encode("utf-8") + b"\n"
    from knell.drawing import NoPng, png

    try:
        return png(svg)
    except NoPng as error:
        raise Stop(str(error)) from None


def _write_into(folder: Path, name: str, content: bytes, picture: Picture) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    _write(str(folder / f"{name}.{picture.value}"), content)
    return f"{name}.{picture.value}"


def _write(out: str, content: bytes) -> None:
    """Whole or not at all, so that what was there is not lost half way."""
    if out == "-":
        typer.echo(content, nl=False)
        return
    part = Path(f"{out}.part")
    try:
        part.write_bytes(content)
        part.replace(out)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise
