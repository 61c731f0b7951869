"""The command line of ``python -m knell.evaluate``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from knell.evaluate import corpora, sets, show
from knell.evaluate.gold import BadGold


def main(argv: Sequence[str] | None = None) -> int:
    """Score the sets that are there; 0 when all is well or nothing is there, 1 when a check fails, 2 for bad usage."""
    options = _parser().parse_args(argv)
    console = Console(highlight=False, width=None if Console().is_terminal else 140)
    data = corpora.folder(options.data)
    status = 0
    for one in sets.ALL:
        if not _wanted(one, options):
            continue
        path = corpora.where(one.name, data)
        if path is None:
            console.print(f"{one.name}: skipped, there is no {data / corpora.SETS[one.name]}")
            continue
        try:
            run = one.run(path, options.language)
        except BadGold as error:
            console.print(f"{one.name}: {error}")
            return 1
        _print(console, one, run, options)
        for failure in run.failures[:10]:
            console.print(f"{one.name}: not read: {failure}")
        status = max(status, bool(run.failures))
    return status


def _wanted(one: sets.GoldSet, options: argparse.Namespace) -> bool:
    if options.errors:
        return options.errors in one.errors
    return options.only is None or one.name in options.only


def _print(console: Console, one: sets.GoldSet, run: sets.Run, options: argparse.Namespace) -> None:
    if options.errors:
        found = one.errors[options.errors](run.part(unread=False))
        if options.format == "json":
            chosen = found if options.limit is None else found[: options.limit]
            print(json.dumps([wrong.as_json() for wrong in chosen], ensure_ascii=False, indent=1))
        else:
            show.errors(console, found, options.limit)
        return
    whole, read, unread = (one.measures(part) for part in (run.whole, run.part(unread=False), run.part(unread=True)))
    show.scores(console, f"{one.name}: {len(run.items)} texts", whole, read, unread)


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in sets.NAMES:
            raise argparse.ArgumentTypeError(f"{name!r} is not one of {', '.join(sets.NAMES)}")
    return names


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knell.evaluate", description="Score knell against the gold sets.")
    parser.add_argument(
        "--data", type=Path, help=f"folder of gold sets (else ${corpora.VARIABLE}, else ../shared/data)"
    )
    parser.add_argument("--only", type=_names, metavar="SET,...", help=f"of {', '.join(sets.NAMES)}")
    parser.add_argument("--language", metavar="CODE", help="only texts in this language")
    parser.add_argument(
        "--errors", nargs="?", const="claims", choices=sets.KINDS, metavar="KIND", help=f"list: {', '.join(sets.KINDS)}"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="list at most N errors")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    return parser
