"""What an engine does for the plan: run a job on batches, bring the rows of a key together, answer plain SQL.

An engine knows nothing of reports. All that the plan asks of one is here, so that another engine is one module, and
two engines that keep to this give the same rows. Tables are an engine's own; jobs see Arrow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

import pyarrow as pa

T = TypeVar("T")

# From a batch of rows to batches of others; can be pickled: a function of a module, or a dataclass with ``__call__``.
Job = Callable[[pa.RecordBatch], Iterator[pa.RecordBatch]]


class Engine(Protocol[T]):
    """Runs a plan. Rows of a table are in no order, and nothing that a job gives may hang on how rows are batched."""

    def rows(self, data: pa.Table, apart: bool = False) -> T:
        """A table of rows that are at hand; ``apart``: each is a piece of work of its own."""

    def stored(self, folder: str, schema: pa.Schema) -> T:
        """The table of all Parquet files below a folder."""

    def contents(self, addresses: Sequence[str]) -> T:
        """The bytes of files at addresses that the engine reaches, each as ``address`` and ``content``."""

    def mapped(self, table: T, job: Job, schema: pa.Schema) -> T:
        """What a job makes of a table, batch by batch."""

    def grouped(self, table: T, key: str, job: Job, schema: pa.Schema) -> T:
        """What a job makes of each group of rows with the same key, in one batch, in no order; keys are never null."""

    def asked(self, query: str, **tables: T) -> T:
        """What a query gives, in the SQL that DuckDB and Spark share; its tables go by the names given."""

    def kept(self, table: T) -> T:
        """The same table, worked out once however often it is used."""

    def collected(self, table: T) -> pa.Table:
        """All rows at hand; only for what is small."""

    def written(self, table: T, folder: str, by: Sequence[str] = (), order: Sequence[str] = ()) -> None:
        """Write a table as Parquet below a folder, in a folder a value of the columns ``by``, rows in ``order``."""
