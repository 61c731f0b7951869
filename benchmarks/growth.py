"""Whether any input makes reading claims more than linear: texts of many shapes, each doubled up to 10 MB.

A row gives the time a letter for each length, by how much the time grew where the length doubled (2 is linear), and the
memory a letter. Each shape has a process of its own with a bound on its memory, so that a text that takes more than
that ends the row, not the machine.
``python benchmarks/growth.py [letters]`` stops at another length.
"""

from __future__ import annotations

import resource
import subprocess
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


def peak() -> int:
    """The most memory this process has held so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def grown(shape: str, longest: int) -> None:
    """Print how long one shape took at every length, and how many bytes a letter it added to the peak of memory."""
    resource.setrlimit(resource.RLIMIT_AS, (BOUND, BOUND))
    seconds(TOLD)
    unit, before, length = SHAPES[shape], peak(), SHORTEST
    while length <= longest:
        # a claim in front, so that the rest is read and not passed over
        text = (TOLD + unit * (length // len(unit) + 1))[:length]
        try:
            took = seconds(text)
        except MemoryError:
            return
        print(f"{took:.6f} {(peak() - before) / length:.0f}", flush=True)
        length *= 2


def row(shape: str, longest: int) -> str:
    """The times and the memory of one shape at every length, read in a process of its own."""
    command = [sys.executable, __file__, "--one", shape, str(longest)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    told = [(float(took), int(held)) for took, held in (line.split() for line in lines)]
    lengths = [SHORTEST << doubled for doubled in range(len(told))]
    each = " ".join(f"{1e6 * took / length:6.2f}" for (took, _), length in zip(told, lengths, strict=True))
    grew = " ".join(f"{after / max(before, 1e-4):4.1f}" for (before, _), (after, _) in pairwise(told))
    held = " ".join(f"{held:5}" for _, held in told)
    ended = "  out of memory at the next" if SHORTEST << len(told) <= longest else ""
    return f"{shape:24} {each}   {grew}   {held}{ended}"


def main(longest: int) -> None:
    """Print a row for every shape."""
    print(f"from {SHORTEST:,} letters, doubled up to {longest:,}:")
    print("µs a letter; how much longer each doubling took; bytes a letter at the peak of memory", flush=True)
    for shape in SHAPES:
        print(row(shape, longest), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        grown(sys.argv[2], int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else LONGEST)
