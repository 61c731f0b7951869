"""Whether any input makes reading claims more than linear: texts of many shapes, each doubled up to 10 MB.

A row gives the time a letter for each length, and by how much the time grew where the length doubled (2 is linear).
The process has a bound on its memory, so that a text that takes more than that ends the row, not the machine.
``python benchmarks/growth.py [letters]`` stops at another length.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Mapping
from itertools import pairwise

from knell import extract
from knell.model import Report

SHORTEST, LONGEST = 80_000, 10_240_000
BOUND = 12 << 30
TOLD = (
    "Twelve miners were killed and 30 hurt when a bomb struck the shaft near Kirkuk on Tuesday, the ministry said. "
    "Ana Paz, a nurse, told reporters that the toll had risen to 14. Roads stayed closed. "
)
PLAIN = "The council of the town met at noon to talk of the harvest, the school and a new bridge over the river. "
SHAPES: Mapping[str, str] = {
    "ordinary text": (TOLD + PLAIN * 6) + "\n\n",
    "nothing else told": PLAIN * 4 + "\n\n",
    "one endless line": "twelve men and two women were killed in the town of Kirkuk on Tuesday as police said and ",
    "one endless word": "killed",
    "digits": "1234567890",
    "figures": "12 1,234 40-50 ",
    "capitals": "TWELVE MINERS WERE KILLED IN KIRKUK ON TUESDAY AND THE ARMY SAID SO. ",
    "killed killed killed": "killed ",
    "names": "Ana Paz ",
    "names in sentences": "Ana Paz met Juan. Juan met Ana Ruiz. ",
    "commas": ",",
    "quotes and brackets": "\"(['«“”»'])\"",
    "dates": "On Tuesday 3 May 2011, two days after 1 May, ",
    "places": "Paris, France, Kirkuk, Iraq, ",
    "lines": "killed 12\n",
}


def seconds(text: str) -> float:
    """How long one text took."""
    report = Report(id="grown", text=text, language="en")
    began = time.process_time()
    extract(report)
    return time.process_time() - began


def row(shape: str, longest: int) -> str:
    """The times of one shape at every length."""
    unit = SHAPES[shape]
    lengths, took = [SHORTEST], list[float]()
    while lengths[-1] * 2 <= longest:
        lengths.append(lengths[-1] * 2)
    try:
        for length in lengths:
            # a claim in front, so that the rest is read and not passed over
            took.append(seconds((TOLD + unit * (length // len(unit) + 1))[:length]))
    except MemoryError:
        pass
    each = " ".join(f"{1e6 * one / length:6.2f}" for one, length in zip(took, lengths, strict=False))
    grew = " ".join(f"{after / max(before, 1e-4):4.1f}" for before, after in pairwise(took))
    ended = "" if len(took) == len(lengths) else f"  out of memory at {lengths[len(took)]:,} letters"
    return f"{shape:24} {each}   {grew}{ended}"


def main() -> None:
    """Print a row for every shape."""
    resource.setrlimit(resource.RLIMIT_AS, (BOUND, BOUND))
    longest = int(sys.argv[1]) if len(sys.argv) > 1 else LONGEST
    seconds(TOLD)
    print(f"µs a letter from {SHORTEST:,} letters, doubled up to {longest:,}; then growth at each doubling")
    for shape in SHAPES:
        print(row(shape, longest), flush=True)


if __name__ == "__main__":
    main()
