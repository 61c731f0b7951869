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
from collections.abc import Callable, Mapping
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
TOWNS = ("Kirkuk", "Paris", "Lagos", "Quetta", "Lima", "Basra", "Herat", "Gaza")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu")


def same(words: str) -> Callable[[int], str]:
    """A shape that says the same again and again."""
    return lambda _: words


def town(number: int) -> str:
    """One of some towns in turn."""
    return TOWNS[number % len(TOWNS)]


def day(number: int) -> str:
    """One day after another."""
    return f"{number % 28 + 1} {MONTHS[number % len(MONTHS)]} {1950 + number % 70}"


def name(number: int) -> str:
    """A name for each number."""
    return "".join(SYLLABLES[int(digit)] for digit in str(number)).capitalize()


# What each shape tells, time after time, the number of times so far given.
SHAPES: Mapping[str, Callable[[int], str]] = {
    "ordinary text": same(TOLD + PLAIN * 6 + "\n\n"),
    "nothing else told": same(PLAIN * 4 + "\n\n"),
    "one endless line": same(
        "twelve men and two women were killed in the town of Kirkuk on Tuesday as police said and "
    ),
    "one endless word": same("killed"),
    "digits": same("1234567890"),
    "figures": same("12 1,234 40-50 "),
    "capitals": same("TWELVE MINERS WERE KILLED IN KIRKUK ON TUESDAY AND THE ARMY SAID SO. "),
    "killed killed killed": same("killed "),
    "names": same("Ana Paz "),
    "names in sentences": same("Ana Paz met Juan. Juan met Ana Ruiz. "),
    "commas": same(","),
    "quotes and brackets": same("\"(['«“”»'])\""),
    "dates": same("On Tuesday 3 May 2011, two days after 1 May, "),
    "places": same("Paris, France, Kirkuk, Iraq, "),
    "lines": same("killed 12\n"),
    "an event a sentence": lambda n: f"On {day(n)} a bomb killed {n % 50 + 2} people in {town(n)}, police said. ",
    "a list of days": lambda n: f"- {day(n)}: {n % 50 + 2} killed in {town(n)}\n",
    "a table": lambda n: f"{town(n)} | {day(n)} | {n % 50} | killed | {n % 20} | injured\n",
    "datelines": lambda n: (
        f"\n\n{town(n).upper()}, {day(n)} (News) - A bomb killed {n % 40 + 2} people, police said.\n"
    ),
    "times untold": lambda n: f"{n % 40 + 1} years ago, {n % 50 + 2} people died. That night three more were killed. ",
    "anniversaries": lambda n: f"{n % 40 + 1} years after the massacre of {day(n)} mourners recalled {n + 2} killed. ",
    "tolls": lambda n: f"The death toll rose to {n + 3} from {n + 2}. ",
    "quotes never closed": same("\"He said, “we saw 'twelve killed, (and [two "),
    "numbers between commas": lambda n: f"{n % 97} killed, {n % 31} hurt, ",
    "nothing between words": same("12,killed.in.the.town.and'so'on."),
    "sources": lambda n: f"{name(n)} {name(7 * n)}, a spokesman for {name(3 * n)}, said {n % 50 + 2} had died. ",
    "villages": lambda n: f"{n % 50 + 2} people were killed in the village of {name(n)} near {name(3 * n)}. ",
    "dead by name": lambda n: f"{name(n)} {name(7 * n)} was killed. ",
}


def told(shape: str, length: int) -> str:
    """A text of a shape; a claim stands in front, so that the rest is read and not passed over."""
    parts, rest, number = [TOLD], length - len(TOLD), 0
    while rest > 0:
        parts.append(SHAPES[shape](number))
        rest -= len(parts[-1])
        number += 1
    return "".join(parts)[:length]


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
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = BOUND if hard == resource.RLIM_INFINITY else min(BOUND, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    seconds(TOLD)
    before, length = peak(), SHORTEST
    while length <= longest:
        try:
            took = seconds(told(shape, length))
        except MemoryError:
            return
        print(f"{took:.6f} {(peak() - before) / length:.0f}", flush=True)
        length *= 2


def row(shape: str, longest: int) -> str:
    """The times and the memory of one shape at every length, read in a process of its own."""
    command = [sys.executable, __file__, "--one", shape, str(longest)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    rows = [(float(took), int(held)) for took, held in (line.split() for line in lines)]
    lengths = [SHORTEST << doubled for doubled in range(len(rows))]
    each = " ".join(f"{1e6 * took / length:6.2f}" for (took, _), length in zip(rows, lengths, strict=True))
    grew = " ".join(f"{after / max(before, 1e-4):4.1f}" for (before, _), (after, _) in pairwise(rows))
    held = " ".join(f"{held:5}" for _, held in rows)
    ended = "  out of memory at the next" if SHORTEST << len(rows) <= longest else ""
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
