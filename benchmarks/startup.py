"""How long ``knell --help`` and a first report take, from a cold start."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

REPORT = Path(__file__).resolve().parents[1] / "examples" / "black-january" / "jam-news-2024.txt"
ROUNDS = 5


def seconds(*arguments: str) -> float:
    """The least time a command took, of some rounds."""
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "knell", *arguments], check=True, stdout=subprocess.DEVNULL)
        took.append(time.perf_counter() - began)
    return min(took)


def main() -> None:
    """Print the times."""
    print(f"knell --help:             {seconds('--help'):.2f} s")
    print(f"knell extract, 1 report:  {seconds('extract', str(REPORT)):.2f} s")


if __name__ == "__main__":
    main()
