"""Evidence for an event: what each of its figures was made of, and a folder for every report that was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from knell.contract import figure_json, linked_json
from knell.events import LinkedEvent
from knell.model import Figure
from knell.record.evidence import names
from knell.record.evidence.files import Files, files_of
from knell.record.evidence.gather import Evidence
from knell.record.evidence.plain import plain


def event_files(linked: LinkedEvent, figures: Sequence[Figure], found: Iterable[Evidence]) -> Iterator[Files]:
    """The files about each report in a folder that is numbered; behind them the figures and the list of all."""
    used = {claim: figure.outcome.value for figure in figures for claim in figure.used}
    listed: list[str] = []
    for number, evidence in enumerate(found, 1):
        folder = f"{number:04}"
        yield {f"{folder}/{name}": content for name, content in files_of(evidence).items()}
        report = evidence.report
        told = ", ".join(plain(words) for words in (str(report.published or ""), report.outlet, report.title) if words)
        listed += ["", f"{folder}  {told or plain(report.id)}"]
        for claim in evidence.claims:
            mark = "*" if claim.id in used else " "
            listed.append(f"    {mark} {plain(claim.id)}  {claim.outcome.value}  »{plain(claim.quote)}«")
    whole = {"event": linked_json(linked), "figures": [figure_json(figure) for figure in figures]}
    yield {names.FIGURES: (json.dumps(whole, indent=2) + "\n").encode("ascii")}
    yield {names.STATEMENT: ("\n".join([*_opening(linked, figures), *listed, *_CLOSING]) + "\n").encode("utf-8")}


def _opening(linked: LinkedEvent, figures: Sequence[Figure]) -> Iterator[str]:
    yield from ("EVIDENCE FOR ONE EVENT", "")
    yield plain(linked.event.name or "an event without a name")
    yield f"event {linked.key}"
    interval, place = linked.event.interval, linked.event.place
    yield f"when   {f'{interval.start} to {interval.end}' if interval else 'unknown'}"
    country = f", {plain(place.country)}" if place and place.country else ""
    yield f"where  {plain(place.name) + country if place else 'unknown'}"
    yield from ("", "ITS FIGURES", "")
    for figure in figures:
        low, best, high = (
            "open" if number is None else str(number)
            for number in (figure.range.low, figure.range.best, figure.range.high)
        )
        yield f"{figure.outcome.value:<10} low {low}, best {best}, high {high}; by the rule {figure.rule}"
        yield f"{'':<10} from {len(figure.used)} claims; {len(figure.left_out)} left out"
        if figure.note:
            yield f"{'':<10} {plain(figure.note)}"
    yield from ("", f"{names.FIGURES} says which claims made each figure, and why the others were left out.")
    yield from (
        "",
        "ITS CLAIMS (* made a figure)",
        "",
        "Each folder is of one report; its statement.txt says how to check.",
    )


_CLOSING = ("", f"To check all files at once: sha256sum -c {names.SUMS}")
