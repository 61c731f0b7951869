"""``knell publish``: a record as pages that anyone can read, with its data, in a folder of releases."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from knell.cli.exporting import (
    Address,
    Day,
    FormatNames,
    Licence,
    PolicyFile,
    Publisher,
    RuleName,
    Title,
    Unreviewed,
    VersionName,
    WithPeople,
    terms_of,
)
from knell.cli.options import DEFAULT_RECORD, RecordName
from knell.cli.say import INTERRUPTED, WRONG_USAGE, Stop, clearly, line, safe

SiteFolder = Annotated[
    Path, typer.Argument(metavar="DIR", help="A new or empty folder, or one of releases.", show_default=False)
]

Withdrawn = Annotated[
    str | None,
    typer.Option("--withdraw", metavar="V", help="Publish nothing; take release V down for good.", show_default=False),
]


@clearly
def publish(
    folder: SiteFolder,
    record: RecordName = DEFAULT_RECORD,
    format: FormatNames = "csv,jsonl",
    unreviewed: Unreviewed = False,
    rule: RuleName = None,
    policy: PolicyFile = None,
    version: VersionName = "1",
    day: Day = None,
    licence: Licence = "CC-BY-4.0",
    title: Title = "Casualty record",
    publisher: Publisher = "",
    address: Address = "",
    with_people: WithPeople = False,
    withdraw: Withdrawn = None,
) -> None:
    """Publish a release as a site: pages in English, Russian and Azerbaijani that need no server and no network.

    The release is put into DIR/releases/VERSION with its data, and DIR/index.html leads to it; releases before it stay
    as they are. A calendar of anniversaries, feeds of what changed and a search come with it.
    """
    from knell.cli.asking import asked
    from knell.cli.progress import Progress
    from knell.publish import (
        BadRow,
        CannotWrite,
        Leaked,
        LostRows,
        NoTemplates,
        Releases,
        UnknownFormat,
        VersionError,
        known_formats,
        publish,
    )
    from knell.telling import many

    terms = terms_of(
        rule=rule,
        policy=policy,
        version=version,
        day=day,
        unreviewed=unreviewed,
        licence=licence,
        title=title,
        publisher=publisher,
        address=address,
        people=with_people,
    )
    if withdraw is not None:
        try:
            Releases(folder).withdraw(withdraw, terms.day)
        except VersionError as error:
            raise Stop(str(error), WRONG_USAGE) from None
        typer.echo(safe(f"{folder}: release {withdraw} is withdrawn; publish again to write the feeds anew"))
        return
    names = list(dict.fromkeys(name.strip() for name in format.split(",") if name.strip()))
    try:
        with asked(record) as opened, Progress("events published") as progress:
            made = publish(opened, terms, folder, known_formats(names), progress.done)
    except (UnknownFormat, VersionError) as error:
        raise Stop(str(error), WRONG_USAGE) from None
    except NoTemplates as error:
        raise Stop(str(error)) from None
    except (BadRow, CannotWrite, Leaked, LostRows) as error:
        raise Stop(f"{folder}: nothing was published: {error}") from None
    except KeyboardInterrupt:
        raise Stop(f"{folder}: stopped; nothing was written", INTERRUPTED) from None
    checked = f"{made.reviewed:,} of them reviewed" if unreviewed else "all of them reviewed"
    typer.echo(safe(f"{made.folder}: {many(made.pages, 'page')} about {many(made.events, 'event')}, {checked}"))
    if not made.events and not unreviewed:
        line("no event of the record is reviewed; --unreviewed takes all, and marks them wherever they stand")
