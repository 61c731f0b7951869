"""Near copies by datasketch: ``datasketch_copies.py FILE THRESHOLD`` reads one text a line (JSON), prints pairs.

Runs where datasketch is installed, and uses nothing of knell: words, shingles and threshold are as knell's.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

WORD, SHINGLE, PERMUTATIONS = re.compile(r"\w+"), 3, 128


def shingles(text: str) -> list[bytes]:
    """All runs of three words."""
    words = [found.group().casefold() for found in WORD.finditer(text)]
    return [" ".join(words[i : i + SHINGLE]).encode() for i in range(max(len(words) - SHINGLE + 1, 1))]


def main() -> None:
    """Print how long it took and the pairs of which the sketches say that they share so much."""
    from datasketch import MinHash, MinHashLSH

    texts = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    threshold = float(sys.argv[2])
    began = time.process_time()
    index: Any = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    sketches, pairs = [], []
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch(shingles(text))
        for other in index.query(sketch):
            if sketch.jaccard(sketches[other]) >= threshold:
                pairs.append((int(other), number))
        index.insert(number, sketch)
        sketches.append(sketch)
    print(json.dumps({"seconds": time.process_time() - began, "pairs": pairs}))


if __name__ == "__main__":
    main()
