"""Print scores as tables that fit a screen, and errors as lists that can be read; or both as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from knell.evaluate.calibration import Reliability
from knell.evaluate.listing import Wrong
from knell.evaluate.measures import Measure, Tally, values

NOTHING = "–"
WIDE = 150


@dataclass(frozen=True, slots=True)
class Scores:
    """One set's measures over all texts, the read nine tenths and the unread tenth."""

    name: str
    texts: int
    whole: Mapping[str, Measure]
    read: Mapping[str, Measure] = field(default_factory=dict)
    unread: Mapping[str, Measure] = field(default_factory=dict)
    reliability: Reliability | None = None

    def as_json(self) -> dict[str, Any]:
        """The scores as plain values."""
        parts = {"all": self.whole, "read": self.read, "unread": self.unread}
        found: dict[str, Any] = {
            "texts": self.texts,
            "measures": {
                name: {part: measure_json(some[name]) for part, some in parts.items() if name in some}
                for name in self.whole
            },
        }
        if self.reliability:
            found["reliability"] = [asdict(one) for one in self.reliability.bins]
        return found


def console() -> Console:
    """Where tables go: the terminal, or a fixed width so that a file holds the same whatever wrote it."""
    made = Console(highlight=False)
    if not made.is_terminal:
        made.width = WIDE
    return made


def measure_json(measure: Measure) -> dict[str, float | int | None]:
    """The values of a measure and the counts behind it."""
    counts = {key: value for key, value in asdict(measure).items() if key != "value"}
    return {**{key or "value": value for key, value in values(measure).items()}, **counts}


def number(value: float | None) -> str:
    """A value between 0 and 1 in four characters (.892, 1.00), or a dash when there is nothing to divide by."""
    if value is None:
        return NOTHING
    return "1.00" if value > 0.9995 else f"{value:.3f}"[1:]


def scores(console: Console, all_scores: Sequence[Scores], *, full: bool) -> None:
    """The measures of the sets, side by side where the screen is wide; ``full`` adds classes and the reliability."""
    blocks: list[Table | str] = [block for one in all_scores for block in _blocks(one, full)]
    if console.width < WIDE:
        for block in blocks:
            console.print(block)
        return
    for left, right in zip(blocks[::2], [*blocks[1::2], ""], strict=False):
        pair = Table.grid(padding=(0, 4))
        pair.add_row(left, right)
        console.print(pair)


def errors(
    console: Console, wrongs: Sequence[Wrong], *, skip: int = 0, limit: int | None = None, as_json: bool = False
) -> None:
    """Errors by group, each with its sentence, gold, prediction and reasons; ``skip`` and ``limit`` page through."""
    shown = wrongs[skip:] if limit is None else wrongs[skip : skip + limit]
    if as_json:
        whole = [wrong.as_json() for wrong in shown]
        console.file.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
        return
    sizes = {group: len(list(some)) for group, some in groupby(wrongs, key=lambda w: w.group)}
    console.print("; ".join(f"{group} {size}" for group, size in sizes.items()), style="dim")
    for group, some in groupby(shown, key=lambda w: w.group):
        console.print(Text(f"\n{group}: {sizes[group]}", style="bold"))
        for wrong in some:
            console.print(Text(f"{wrong.report} {wrong.language}  {wrong.sentence}"), soft_wrap=True)
            for label, line in (("gold", wrong.gold), ("said", wrong.predicted), ("why ", "; ".join(wrong.because))):
                if line:
                    console.print(Text(f"    {label}: {' '.join(line.split())}"), soft_wrap=True)
    console.print(f"\n{len(shown)} of {len(wrongs)} errors shown")


def _blocks(one: Scores, full: bool) -> list[Table]:
    plain = {name: m for name, m in one.whole.items() if full or not {":", "@"} & set(name)}
    tallies = [name for name, m in plain.items() if isinstance(m, Tally)]
    shares = [name for name in plain if name not in tallies]
    texts = f"{one.texts} texts"
    if min(len(tallies), len(shares)) > 3:
        blocks = [_table(one, tallies, texts), _table(one, shares, "beside the figure")]
    else:
        blocks = [_table(one, [*tallies, *shares], texts)]
    if full and one.reliability and one.reliability.bins:
        blocks.append(_bins(one.reliability))
    return blocks


def _table(one: Scores, names: Sequence[str], note: str) -> Table:
    table = Table(title=f"{one.name}, {note}", title_justify="left", box=None, padding=(0, 1, 0, 0))
    table.title_style = "bold"
    has_tallies = any(isinstance(one.whole[name], Tally) for name in names)
    table.add_column("P R F1" if has_tallies else "", no_wrap=True)
    for heading in ("of", "all", "read", "of", "unread") if one.read else ("of", "all"):
        table.add_column(heading, justify="right", no_wrap=True)
    for name in names:
        count, value = _cells(one.whole.get(name))
        few, last = _cells(one.unread.get(name))
        rest = (_cells(one.read.get(name))[1], few, last) if one.read else ()
        table.add_row(name, count, value, *rest)
    return table


def _bins(reliability: Reliability) -> Table:
    table = Table(title="confidence of claims", title_justify="left", box=None, padding=(0, 1, 0, 0))
    table.title_style = "bold"
    for heading in ("said", "claims", "on average", "right"):
        table.add_column(heading, justify="right")
    for one in reliability.bins:
        said = f"{one.low:.1f}-{one.high:.1f}"
        table.add_row(said, str(one.claims), number(one.confidence), number(one.right / one.claims))
    return table


def _cells(measure: Measure | None) -> tuple[str, str]:
    """How many items a measure is over, and its value: precision, recall and F1 of a tally."""
    if measure is None:
        return NOTHING, NOTHING
    if isinstance(measure, Tally):
        return str(measure.gold), " ".join(f"{number(n):>4}" for n in values(measure).values())
    return str(measure.of), number(measure.value)
