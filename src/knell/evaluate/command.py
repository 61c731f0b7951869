"""The command line of ``python -m knell.evaluate``: the sets beside the project, with floors."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from knell.evaluate import corpora, floors, sets, show
from knell.evaluate.gold import BadGold
from knell.evaluate.show import Scores

_FAILURES_SHOWN = 3


def main(argv: Sequence[str] | None = None) -> int:
    """Score the sets that are there; 0 when all is well or nothing is there, 1 when a check fails, 2 for bad usage."""
    parser = _parser()
    options = parser.parse_args(argv)
    if (options.write_floors or options.lower) and (options.language or options.errors):
        parser.error("floors are of whole sets: leave out --language and --errors")
    if options.lower and not options.why:
        parser.error("--lower needs --why REASON")
    console = show.console()
    try:
        return _run(console, options)
    except (BadGold, floors.BadFloors) as error:
        console.print(str(error), markup=False, soft_wrap=True)
        return 1


def _run(console: Console, options: argparse.Namespace) -> int:
    data = corpora.folder(options.data)
    runs: dict[str, sets.Run] = {}
    paths: dict[str, Path] = {}
    lines: list[str] = []
    for one in sets.ALL:
        if not _wanted(one, options):
            continue
        path = corpora.where(one.name, data)
        if path is None:
            lines.append(f"{one.name}: skipped, there is no {data / corpora.SETS[one.name]}")
            continue
        runs[one.name], paths[one.name] = one.run(path, options.language), path
        lines += _failure_lines(runs[one.name])
    status = int(any(run.failures for run in runs.values()))
    if options.errors:
        wrongs = [w for one in sets.ALL if one.name in runs for w in one.errors[options.errors](runs[one.name].read)]
        chosen = [w for w in wrongs if (options.group or "") in w.group]
        show.errors(console, chosen, skip=options.skip, limit=options.limit, as_json=options.format == "json")
        _print_lines(console, lines)
        return status
    scores = [_scores(one, runs[one.name]) for one in sets.ALL if one.name in runs]
    if options.write_floors and status:
        raise floors.BadFloors("; ".join([*lines, "floors are written only when every text could be read"]))
    broken = [] if options.language else _gate(scores, paths, options, lines)
    if options.format == "json":
        whole = {one.name: one.as_json() for one in scores}
        print(json.dumps({"sets": whole, "notes": lines, "failures": broken}, ensure_ascii=False, indent=1))
    else:
        show.scores(console, scores, full=options.full)
        _print_lines(console, lines + broken)
    return 1 if broken else status


def _wanted(one: sets.GoldSet, options: argparse.Namespace) -> bool:
    if options.errors:
        return options.errors in one.errors
    return options.only is None or one.name in options.only


def _scores(one: sets.GoldSet, run: sets.Run) -> Scores:
    reliability = one.reliability(run.whole) if one.reliability else None
    whole, read, unread = (one.measures(part) for part in (run.whole, run.read, run.unread))
    return Scores(run.name, len(run.items), whole, read, unread, reliability)


def _gate(scores: Sequence[Scores], paths: dict[str, Path], options: argparse.Namespace, lines: list[str]) -> list[str]:
    """Hold the scores against the floors, after writing them where that is asked for; what fails, one line each."""
    hints = {one.name: one.hints for one in sets.ALL}
    measured: dict[str, float | None] = {}
    for one in scores:
        measured |= floors.flatten(one.name, one.whole, hints[one.name])
    digests = {name: corpora.digest(path) for name, path in paths.items()}
    held = floors.read(options.floors)
    for name in options.lower or ():
        held = floors.lowered(held, name, options.why, measured, digests)
    if options.write_floors:
        held = floors.raised(held, measured, digests)
    if options.write_floors or options.lower:
        floors.write(options.floors, held)
        lines.append(f"floors: {len(held.floors)} written to {options.floors.name}")
    broken = floors.failures(held, measured, digests)
    if not broken and scores:
        checked = sum(name.split(".")[0] in digests for name in held.floors)
        lines.append(f"floors: all {checked} hold" if checked else "floors: none yet (--write-floors)")
    return broken


def _failure_lines(run: sets.Run) -> list[str]:
    lines = [f"{run.name}: not read: {failure}" for failure in run.failures[:_FAILURES_SHOWN]]
    more = len(run.failures) - _FAILURES_SHOWN
    return [*lines, f"{run.name}: not read: {more} more"] if more > 0 else lines


def _print_lines(console: Console, lines: Sequence[str]) -> None:
    for line in lines:
        console.print(line, markup=False, soft_wrap=True)


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in sets.NAMES:
            raise argparse.ArgumentTypeError(f"{name!r} is not one of {', '.join(sets.NAMES)}")
    return names


def _natural(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m knell.evaluate",
        description="Score knell against the gold sets beside the project. A tenth of each set, chosen by the hash of "
        "its ids, is the unread part: it is scored but its errors are never listed.",
    )
    add = parser.add_argument
    add("--data", type=Path, help=f"folder of gold sets (else ${corpora.VARIABLE}, else ../shared/data)")
    add("--only", type=_names, metavar="SET,...", help=f"of {', '.join(sets.NAMES)}")
    add("--language", metavar="CODE", help="only texts in this language; no floors then")
    add("--full", action="store_true", help="also measures by class, and the table of confidence")
    kinds = ", ".join(sets.KINDS)
    add("--errors", nargs="?", const="claims", choices=sets.KINDS, metavar="KIND", help=f"list errors: {kinds}")
    add("--group", metavar="WORDS", help="only errors whose group has these words")
    add("--limit", type=_natural, metavar="N", help="list at most N errors")
    add("--skip", type=_natural, default=0, metavar="N", help="leave out the first N errors")
    add("--format", choices=("table", "json"), default="table")
    add("--floors", type=Path, default=floors.FILE, metavar="FILE", help="the floors file")
    add("--write-floors", action="store_true", help="raise floors to what is measured now, never lower one")
    add("--lower", action="append", metavar="NAME", help="lower this floor, or exchange the gold of this set")
    add("--why", metavar="REASON", help="why; kept in the floors file")
    return parser
