"""Write the steps of one sentence into ``docs/explanation/how-a-claim-is-made.md``, or check that they are current.

``python scripts/claim_walk.py`` writes them; ``--check`` fails when the page is stale. Each block of the page that
follows a line ``<!-- step: NAME -->`` is what the program really did at that step.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from knell.claims import Reading, read
from knell.claims.body import Body
from knell.claims.candidates import Candidate, find_candidates
from knell.claims.evidence import choose, probability, weights
from knell.claims.groups import Group, find_groups
from knell.claims.layers import Layers
from knell.claims.parts import find_parts
from knell.claims.tolls import find_tolls
from knell.model import Claim, Count, Report, Span

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "how-a-claim-is-made.md"
BLOCK = re.compile(r"(?<=<!-- step: )(?P<name>[a-z]+)( -->\n\n```text\n)(?P<lines>.*?)(?=```)", re.DOTALL)
REPORT = Report(
    id="example",
    text="At least 26 people, including four nurses, were killed when a boiler exploded in Lyon on Tuesday and "
    "several others were seriously hurt, the fire service said.",
    published=date(2019, 5, 15),
    language="en",
)
WIDTH = 100


def steps() -> Mapping[str, str]:
    """What each step makes of the sentence, by the name of the step."""
    layers = layered()
    groups = find_groups(layers)
    candidates = [*find_candidates(layers, groups), *find_tolls(layers, groups)]
    chosen = choose(candidates)
    leaning = list(find_parts(layers, groups, [candidate for candidate, _ in chosen]))
    reading = read(REPORT)
    return {
        "report": f"published {REPORT.published}\n\n{wrapped(iter(REPORT.text.split()))}",
        "tokens": wrapped(f"{index}:{token.text}" for index, token in enumerate(layers.tokens)),
        "layers": "".join(f"{line}\n" for line in layer_lines(layers)),
        "groups": "".join(f"{line}\n" for line in (group_line(layers, group) for group in groups)),
        "candidates": "\n".join(candidate_lines(layers, candidate) for candidate in candidates),
        "choice": "".join(f"{line}\n" for line in (choice_line(layers, c, p) for c, p in chosen)),
        "parts": "\n".join(candidate_lines(layers, candidate) for candidate in leaning),
        "claims": "".join(f"{line}\n" for claim in reading.claims for line in claim_lines(claim, reading)),
        "because": "".join(f"{line}\n" for line in reading.claims[0].because),
    }


def layered() -> Layers:
    """The sentence in layers, its times and places marked."""
    return Body(REPORT)[0]


def spans() -> tuple[list[Span], list[Span]]:
    """Where the times and the places of the sentence stand."""
    body = Body(REPORT)
    return [Span(t.start, t.end) for t in body.times.mentions], [Span(p.start, p.end) for p in body.places.mentions]


def wrapped(words: Iterator[str]) -> str:
    """Words in lines of a readable length."""
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) >= WIDTH:
            lines.append("")
        lines[-1] += f"{' ' if lines[-1] else ''}{word}"
    return "".join(f"{line}\n" for line in lines)


def layer_lines(layers: Layers) -> Iterator[str]:
    """Quantities, predicates, times and places with the tokens they stand at."""
    for quantity in layers.quantities:
        said = layers.words_of(quantity.start, quantity.end)
        yield f"quantity   {at(quantity.start, quantity.end)} '{said}': {shown(quantity.count)}, a {quantity.kind}"
    for predication in layers.predications:
        said = layers.words_of(predication.start, predication.end)
        frames = ", ".join(sorted(predication.frames))
        where = at(predication.start, predication.end)
        yield f"predicate  {where} '{said}': {predication.outcome.value} ({frames})"
    for name, found in zip(("time", "place"), spans(), strict=True):
        for span in found:
            yield f"{name:<10} '{REPORT.text[span.start : span.end]}'"


def at(start: int, end: int) -> str:
    """Tokens as a range, both ends included."""
    return f"{start}-{end - 1}" if end - start > 1 else str(start)


def shown(count: Count) -> str:
    """A count in a few signs."""
    low, high = ("open" if bound is None else str(bound) for bound in (count.low, count.high))
    return f"{count.wording.value} {low} to {high}"


def group_line(layers: Layers, group: Group) -> str:
    """A group with what it counts."""
    status = f", {group.status}" if group.status else ""
    more = ", on top of others" if group.more else ""
    said = layers.words_of(group.start, group.end)
    return f"{at(group.start, group.end)} '{said}': {group.kind}, {shown(group.count)}{status}{more}"


def candidate_lines(layers: Layers, candidate: Candidate) -> str:
    """A candidate with what each of its facts is worth."""
    table = weights()
    lines = [pair(layers, candidate)]
    lines += [f"  {table.features.get(fact, 0.0):+.1f}  {fact}" for fact in candidate.features]
    score = table.score(candidate.features)
    return "".join(f"{line}\n" for line in [*lines, f"  {score:+.1f}  in all, which is {probability(score):.2f} sure"])


def pair(layers: Layers, candidate: Candidate) -> str:
    """The words of a candidate."""
    group, predication = candidate.group, candidate.predication
    counted = layers.words_of(group.start, group.end)
    said = layers.words_of(predication.start, predication.end)
    return f"'{counted}' and '{said}' ({predication.outcome.value}, {candidate.kind})"


def choice_line(layers: Layers, candidate: Candidate, sure: float) -> str:
    """A chosen candidate."""
    return f"{pair(layers, candidate)}, {sure:.2f} sure"


def claim_lines(claim: Claim, reading: Reading) -> Iterator[str]:
    """A claim with its role, source, event and confidence."""
    event = next(event for event in reading.events if event.key == claim.event)
    days = event.interval
    when = "unknown" if days is None else f"{days.start} to {days.end}, date_prec {days.precision}"
    place = event.place
    where = "unknown" if place is None else f"{place.name}, {place.country}, where_prec {place.precision}"
    source = claim.cited
    kind = source.type.value if source is not None and source.type is not None else "unknown"
    yield f"{claim.outcome.value} {shown(claim.count)}, {claim.role.value}: '{claim.quote}'"
    yield f"  source:     {'none named' if source is None else repr(source.text)} ({kind})"
    yield f"  event:      {when}; {where}"
    yield f"  severity:   {claim.severity or 'not said'}"
    yield f"  confidence: {claim.confidence:.2f}"


def refreshed(page: str) -> str:
    """The page with every block as the program makes it now."""
    made = steps()
    return BLOCK.sub(lambda block: block["name"] + block[2] + made[block["name"]], page)


def main() -> None:
    """Write the page, or check it."""
    text = PAGE.read_text(encoding="utf-8")
    current = refreshed(text)
    if "--check" in sys.argv[1:]:
        sys.exit(0 if text == current else f"stale: {PAGE.name}; run python scripts/claim_walk.py")
    PAGE.write_text(current, encoding="utf-8")


if __name__ == "__main__":
    main()
