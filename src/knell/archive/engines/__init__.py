"""The engines that run the plan, a module each; what one needs is loaded when it is asked for."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from knell.archive.engine import Engine


def open_engine(
    name: str, folder: Path, workers: int, memory: str, master: str | None = None
) -> AbstractContextManager[Engine[Any]]:
    """An engine by its name, with a folder for what it needs on the way. Raises ``ImportError`` without its libraries.

    ``memory`` is what questions and sorting may take on this machine. ``master`` is where Spark is; without one it is
    where ``spark-submit`` says, or ``workers`` processes here.
    """
    if name == "spark":
        from knell.archive.engines import spark

        return spark.open_engine(str(folder), master, processes=workers)
    from knell.archive.engines.local import LocalEngine

    return LocalEngine(workers, folder, memory)
