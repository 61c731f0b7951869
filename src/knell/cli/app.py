"""The ``knell`` command and its subcommands."""

from __future__ import annotations

from typing import Annotated

import typer

from knell import __version__
from knell.cli import (
    adding,
    archiving,
    auditing,
    backing,
    doctor,
    evaluating,
    exporting,
    extracting,
    fetching,
    importing,
    people,
    plotting,
    proving,
    publishing,
    serving,
    showing,
    verifying,
    watching,
)

app = typer.Typer(
    name="knell",
    help="A casualty recorder: dated reports go in, a sourced record of violent events comes out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (
    extracting.extract,
    adding.add,
    adding.link,
    archiving.archive,
    fetching.fetch,
    watching.watch,
    showing.events,
    showing.show,
    showing.figures,
    showing.sources,
    plotting.plot,
    proving.evidence,
    verifying.verify,
    backing.backup,
    backing.restore,
    exporting.export,
    evaluating.evaluate,
    serving.serve,
    publishing.publish,
    doctor.doctor,
):
    app.command()(command)
app.command("import")(importing.import_)
app.add_typer(people.users, name="user")
app.add_typer(auditing.audits, name="audit")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"knell {__version__}")
        raise typer.Exit


@app.callback()
def knell(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """A casualty recorder: dated reports go in, a sourced record of violent events comes out."""
