"""``knell export``: write a release of a record as files that other programs read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knell.cli.options import DEFAULT_RECORD, RecordName
from knell.cli.say import INTERRUPTED, WRONG_USAGE, Stop, clearly, line, safe

if TYPE_CHECKING:
    from knell.publish import Exported, Policy, Terms

ReleaseFolder = Annotated[
    Path, typer.Argument(metavar="DIR", help="A new or empty folder, or one of a release.", show_default=False)
]
LayoutName = Annotated[str, typer.Option("--layout", metavar="LAYOUT", help="own, ged, acled or followthemoney.")]
FormatNames = Annotated[
    str,
    typer.Option(
        "--format", "-f", metavar="F,...", help="csv, jsonl, parquet, xlsx, geojson, geopackage, sqlite; one or more."
    ),
]
Unreviewed = Annotated[
    bool, typer.Option("--unreviewed", help="Also events that nobody reviewed; each row says which it is.")
]
RuleName = Annotated[
    str | None,
    typer.Option("--rule", metavar="R", help="The coding rule whose figures lead.", show_default="the default"),
]
PolicyFile = Annotated[
    Path | None, typer.Option("--policy", metavar="FILE", help="What is withheld: a TOML file. See the guide.")
]
VersionName = Annotated[str, typer.Option("--version", metavar="V", help="The version of the release.")]
Day = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day of the release.", show_default="today")
]
Licence = Annotated[str, typer.Option("--licence", metavar="SPDX", help="The licence of the data.")]
WithPeople = Annotated[bool, typer.Option("--with-people", help="Also who decided: names of your own people.")]
WithTexts = Annotated[
    bool, typer.Option("--with-texts", help="The texts of reports too; mind that others hold the rights to them.")
]
Title = Annotated[str, typer.Option("--title", metavar="TEXT", help="What the release is called.")]
Publisher = Annotated[str, typer.Option("--publisher", metavar="TEXT", help="Who publishes it.")]
Address = Annotated[str, typer.Option("--address", metavar="URL", help="Where it will be found.")]


@clearly
def export(
    folder: ReleaseFolder,
    record: RecordName = DEFAULT_RECORD,
    layout: LayoutName = "own",
    format: FormatNames = "csv",
    unreviewed: Unreviewed = False,
    rule: RuleName = None,
    policy: PolicyFile = None,
    version: VersionName = "0",
    day: Day = None,
    licence: Licence = "CC-BY-4.0",
    with_texts: WithTexts = False,
    with_people: WithPeople = False,
    title: Title = "Casualty record",
    publisher: Publisher = "",
    address: Address = "",
) -> None:
    """Write a release: the reviewed events of a record as tables, with a data package that describes every column.

    The same record and the same options give the same bytes. Every row is counted again in the finished files; if one
    is lost, or anything else goes wrong, nothing is written and what was in the folder stays.
    """
    terms = terms_of(
        rule=rule,
        policy=policy,
        version=version,
        day=day,
        unreviewed=unreviewed,
        licence=licence,
        texts=with_texts,
        people=with_people,
        title=title,
        publisher=publisher,
        address=address,
    )
    _tell(folder, _written(folder, record, layout, format, terms), terms)


def terms_of(*, rule: str | None, policy: Path | None, day: str | None, **others: str | bool) -> Terms:
    """The terms that options give. Ends the command where one of them is wrong."""
    from knell.figures import UnknownRule, find_rule, rules
    from knell.publish import Terms

    try:
        of_day = datetime.now(UTC).date() if day is None else date.fromisoformat(day)
    except ValueError:
        raise Stop(f"--date {day}: is not a day as 2026-01-31", WRONG_USAGE) from None
    try:
        found = rules()[0].name if rule is None else find_rule(rule).name
    except UnknownRule as error:
        raise Stop(str(error), WRONG_USAGE) from None
    given: dict[str, object] = dict(others)
    return Terms(day=of_day, rule=found, policy=policy_of(policy, of_day), **given)  # type: ignore[arg-type]


def policy_of(path: Path | None, day: date) -> Policy:
    """What is withheld on a day by a file, nothing without one. Ends the command where the file is wrong."""
    from knell.publish import NOTHING, Policy, PolicyError

    try:
        return NOTHING if path is None else Policy.read(path).on(day)
    except PolicyError as error:
        raise Stop(str(error), WRONG_USAGE) from None


def _written(folder: Path, record: str, layout: str, format: str, terms: Terms) -> Exported:
    from knell.cli.asking import asked
    from knell.cli.progress import Progress
    from knell.publish import (
        BadRow,
        CannotWrite,
        Cut,
        Leaked,
        LostRows,
        NotOurs,
        UnknownFormat,
        UnknownLayout,
        export,
        find_layout,
        fresh,
        known_formats,
    )

    names = list(dict.fromkeys(name.strip() for name in format.split(",") if name.strip()))
    try:
        laid_out, formats = find_layout(layout), known_formats(names)
    except (UnknownLayout, UnknownFormat) as error:
        raise Stop(str(error), WRONG_USAGE) from None
    try:
        with asked(record) as opened, fresh(folder) as made, Progress("events written") as progress:
            return export(Cut(opened, terms), laid_out, formats, made, progress.done)
    except NotOurs as error:
        raise Stop(str(error), WRONG_USAGE) from None
    except (BadRow, CannotWrite, Leaked, LostRows) as error:
        raise Stop(f"{folder}: nothing was written: {error}") from None
    except KeyboardInterrupt:
        raise Stop(f"{folder}: stopped; nothing was written", INTERRUPTED) from None


def _tell(folder: Path, made: Exported, terms: Terms) -> None:
    from knell.telling import many

    for one in made.written:
        rows = sum(one.rows.values())
        files = many(len(one.files), "file")
        typer.echo(safe(f"{folder}: {one.format}: {files}, {many(rows, 'row')} of {many(len(one.rows), 'table')}"))
    typer.echo(safe(f"{folder}: rows: {', '.join(f'{table} {rows:,}' for table, rows in made.rows.items())}"))
    unreviewed = "" if terms.unreviewed else ", only those that a person reviewed"
    typer.echo(safe(f"{folder}: {many(made.events, 'event')}{unreviewed}; {folder / 'datapackage.json'} describes all"))
    if not made.events and not terms.unreviewed:
        line("no event of the record is reviewed; --unreviewed takes all, and marks them in every row")
