"""How fast copies are found, and which, beside datasketch: the same texts, shingles and threshold.

``python benchmarks/copies_vs_datasketch.py [TEXTS ...]`` makes 1,000, 2,000 and 5,000 texts of the words of the
development data, always the same. Of a hundred, ten repeat another text to the letter, ten with a tenth of its
sentences changed, and ten take one passage of another into a text of their own. Each run has a process of its own,
and is timed in seconds of computing.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.crawling.stories import random_of
from benchmarks.crawling.texts import texts
from benchmarks.outside.environment import command
from benchmarks.outside.measured import Run, measured

from knell.events import find_copies
from knell.events.copies import COPY_JACCARD
from knell.events.linked import CopyKind
from knell.model import Extraction, Report

SIZES = (1_000, 2_000, 5_000)
SEED = 3
# Of a hundred texts so many are copies to the letter, so many near copies, and so many hold a passage of another.
KINDS, OF_EACH = ("exact", "near", "passage"), 10
CHANGED = 0.1
A_DAY = 200
Pairs = dict[str, list[tuple[int, int]]]


def made(many: int) -> tuple[list[str], Pairs]:
    """Texts, and the pairs of which one was made of the other; a source is never made of another."""
    rng = random_of(SEED, many)
    pool = list(texts().calm["en"].silent)
    found: list[list[str]] = []
    originals: list[int] = []
    planted: Pairs = {kind: [] for kind in KINDS}
    for number in range(many):
        drawn = rng.randrange(100)
        if drawn >= len(KINDS) * OF_EACH or not originals:
            originals.append(number)
            found.append(_scrambled(rng, pool))
            continue
        kind = KINDS[drawn // OF_EACH]
        source = rng.choice(originals[-200:])
        planted[kind].append((source, number))
        found.append(_taken(rng, found[source], kind, pool))
    return [" ".join(sentences) for sentences in found], planted


def _scrambled(rng: random.Random, pool: Sequence[str]) -> list[str]:
    """A text of its own: sentences whose words are in another order, so that two of them share next to nothing."""
    sentences = []
    for sentence in rng.choices(pool, k=rng.randrange(10, 40)):
        words = sentence.split()
        rng.shuffle(words)
        sentences.append(" ".join(words))
    return sentences


def _taken(rng: random.Random, source: Sequence[str], kind: str, pool: Sequence[str]) -> list[str]:
    """A text made of another."""
    if kind == "exact":
        return list(source)
    own = _scrambled(rng, pool)
    if kind == "near":
        return [own[n % len(own)] if rng.random() < CHANGED else sentence for n, sentence in enumerate(source)]
    passage = max(source, key=lambda sentence: len(sentence.split()))
    own.insert(rng.randrange(len(own)), passage)
    return own


def knell(file: Path) -> None:
    """Have knell find the copies; print how long that took, and the pairs of each kind."""
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    first = date(2025, 1, 1)
    said = [
        Extraction(Report(f"{n:08}", text, published=first + timedelta(days=n // A_DAY), language="en"), (), ())
        for n, text in enumerate(lines)
    ]
    began = time.process_time()
    pairs = find_copies(said)
    took = time.process_time() - began
    whole = [(int(one.earlier), int(one.later)) for one in pairs if one.kind is not CopyKind.PARTIAL]
    parts = [(int(one.earlier), int(one.later)) for one in pairs if one.kind is CopyKind.PARTIAL]
    print(json.dumps({"seconds": took, "pairs": whole, "parts": parts}))


def together(pairs: Iterable[Sequence[int]]) -> dict[int, int]:
    """For each text that is in some pair, which texts it is brought together with: a number of their own."""
    group: dict[int, int] = {}
    members: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        for text in (one, other):
            if text not in group:
                group[text] = text
                members[text] = [text]
        kept, gone = group[one], group[other]
        if kept != gone:
            for text in members.pop(gone):
                group[text] = kept
                members[kept].append(text)
    return group


def row(name: str, many: int, run: Run, planted: Pairs) -> str:
    """One line of the table."""
    said = json.loads(run.out)
    whole, parts = together(said["pairs"]), {tuple(sorted(pair)) for pair in said.get("parts", ())}
    truth = together([*planted["exact"], *planted["near"]])
    shares = []
    for kind in KINDS:
        pairs = planted[kind]
        hit = sum((a in whole and whole[a] == whole.get(b)) or (a, b) in parts for a, b in pairs)
        shares.append(f"{100 * hit / max(len(pairs), 1):>11.1f}")
    right = sum(a in truth and truth[a] == truth.get(b) for a, b in said["pairs"])
    precise = f"{100 * right / max(len(said['pairs']), 1):>11.1f}"
    return f"{many:>8,} {name:>11} {said['seconds']:>9.2f} {run.peak / (1 << 20):>9.0f} {' '.join(shares)} {precise}"


def main() -> None:
    """Print the table."""
    if len(sys.argv) > 2 and sys.argv[1] == "--one":
        knell(Path(sys.argv[2]))
        return
    head = ("texts", "seconds", "peak MiB", "exact %", "near %", "passage %", "precision %")
    print(f"{head[0]:>8} {'':>11} {head[1]:>9} {head[2]:>9} {' '.join(f'{one:>11}' for one in head[3:])}")
    with tempfile.TemporaryDirectory() as folder:
        for many in [int(one) for one in sys.argv[1:]] or SIZES:
            lines, planted = made(many)
            file = Path(folder) / "texts.jsonl"
            file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
            print(row("knell", many, measured([sys.executable, __file__, "--one", str(file)]), planted), flush=True)
            other = command("datasketch_copies.py", str(file), str(COPY_JACCARD))
            if other is None:
                print("datasketch: not measured, it is not installed (see README.md)")
            else:
                print(row("datasketch", many, measured(other), planted), flush=True)


if __name__ == "__main__":
    main()
