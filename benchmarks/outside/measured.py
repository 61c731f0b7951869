"""A command and all processes that it starts: how long they take, and how much memory together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.3
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: seconds that passed, seconds of computing, most memory at once; and what it printed.

    Memory is that of all its processes together, in bytes; what some of them share counts once.
    """

    wall: float
    cpu: float
    peak: int
    out: str


def measured(command: Sequence[str]) -> Run:
    """Run a command to its end. Raises ``CalledProcessError`` where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    used: dict[int, float] = {}
    peak, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(EVERY):
            peak[0] = max(peak[0], _seen(process.pid, used))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        out, _ = process.communicate()
    finally:
        _seen(process.pid, used)
        ended.set()
        watching.join()
    wall = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return Run(wall, sum(used.values()), peak[0], out)


def _seen(session: int, used: dict[int, float]) -> int:
    """Note how long each process of a session has computed so far; how much memory they have together."""
    memory = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) != session:
                continue
            used[int(entry.name)] = (int(fields[11]) + int(fields[12])) / TICKS
            for line in (entry / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    memory += int(line.split()[1]) << 10
        except (OSError, IndexError):
            continue
    return memory
