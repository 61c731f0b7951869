"""The engines that run the plan, a module each; what one needs is loaded when it is asked for."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

from knell.archive.engine import Engine
from knell.archive.remote import Listing


def listing_of(name: str, workers: int, master: str | None = None) -> Listing | None:
    """What lists the files at addresses that an engine reaches; None for one that reaches none."""
    if name != "spark":
        return None
    from knell.archive.engines import spark

    return partial(spark.listing, master=master, processes=workers)


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
