"""How much machine an archive takes, worked out from measured rates: ``python scripts/sizing.py`` prints the table.

The rates at the head of this file are those that ``docs/how-to/run-on-a-cluster.md`` says how to measure; put your own
in their place (``--page-ms 40 --cores 200``) and print the table for your pages and your machines.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

DAY = 380_000
SPANS = {"a day": 1, "a year": 365, "ten years": 3_650}
# What a thousand events cost with a published pipeline of language models, in US dollars.
PUBLISHED = 62
_HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Rates:
    """What was measured. Times are of computing on one core, sizes in thousand bytes on the disk."""

    page_ms: float = 4.0
    report_ms: float = 30.0
    of_hundred: float = 3.0
    reports_an_event: float = 3.0
    page_kb: float = 26.0
    shuffled_kb: float = 36.0
    kept_kb: float = 11.0
    table_kb: float = 5.0
    price: float = 0.05
    cores: float = 64


@dataclass(frozen=True, slots=True)
class Size:
    """What so many pages take."""

    pages: float
    rates: Rates

    @property
    def reports(self) -> float:
        """How many of the pages make claims."""
        return self.pages * self.rates.of_hundred / 100

    @property
    def events(self) -> float:
        """How many events these tell of."""
        return self.reports / self.rates.reports_an_event

    @property
    def reading(self) -> float:
        """Hours of one core for reading."""
        return self.pages * self.rates.page_ms / _HOUR_MS

    @property
    def linking(self) -> float:
        """Hours of one core for linking and writing."""
        return self.reports * self.rates.report_ms / _HOUR_MS

    @property
    def cost(self) -> float:
        """US dollars at the price of an hour of a core."""
        return (self.reading + self.linking) * self.rates.price

    @property
    def hours(self) -> float:
        """Hours that pass on all cores, were all of them busy until the end."""
        return (self.reading + self.linking) / self.rates.cores


def rows(rates: Rates) -> Iterator[tuple[str, ...]]:
    """The table: what is counted, and how much of it in a day, a year and ten years."""
    sizes = [Size(DAY * days, rates) for days in SPANS.values()]
    yield "", *SPANS
    yield "pages", *(_number(one.pages) for one in sizes)
    yield "reports that make claims", *(_number(one.reports) for one in sizes)
    yield "events", *(_number(one.events) for one in sizes)
    yield "archive files, in gzip", *(_bytes(one.pages * rates.page_kb) for one in sizes)
    yield "core-hours, reading", *(_number(one.reading) for one in sizes)
    yield "core-hours, linking and writing", *(_number(one.linking) for one in sizes)
    yield f"hours on {rates.cores:g} cores", *(_number(one.hours) for one in sizes)
    yield "shuffled between machines", *(_bytes(one.reports * rates.shuffled_kb) for one in sizes)
    yield "kept on the disk on the way", *(_bytes(one.reports * rates.kept_kb) for one in sizes)
    yield "tables", *(_bytes(one.reports * rates.table_kb) for one in sizes)
    yield f"US dollars at {rates.price:g} an hour of a core", *(f"{one.cost:,.2f}" for one in sizes)
    each = Size(DAY, rates)
    dollars = each.cost / each.events * 1000
    yield f"US dollars for 1,000 events (published: {PUBLISHED})", *(f"{dollars:.2f}" for _ in sizes)


def table(rates: Rates) -> str:
    """The table as Markdown."""
    head, *body = rows(rates)
    lines = [head, tuple("---" for _ in head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:,.1f}" if value >= 0.1 else f"{value:.2f}"


def _bytes(thousands: float) -> str:
    for unit in ("kB", "MB", "GB"):
        if thousands < 1000:
            return f"{_number(thousands)} {unit}"
        thousands /= 1000
    return f"{_number(thousands)} TB"


def main() -> None:
    """Print the table for the rates that are given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for one in fields(Rates):
        parser.add_argument(f"--{one.name.replace('_', '-')}", type=float, default=one.default)
    print(table(replace(Rates(), **vars(parser.parse_args()))), end="")


if __name__ == "__main__":
    main()
