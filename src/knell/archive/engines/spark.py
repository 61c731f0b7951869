"""The engine of a cluster: tables are Spark's, jobs run in its Python processes, its SQL answers and sorts.

Rows go between Spark and the jobs as Arrow, in batches of bounded size. What a step gives is kept as Parquet in a
folder that all of the cluster see: whoever dies costs the work of its task, and Spark plans each step by itself (a
plan that holds all steps before it, or keeps them in Spark's own store, takes minutes to be thought over).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from knell.archive.engine import Job
from knell.archive.remote import Remote

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

# What Spark is told where whoever runs it says nothing else (``--conf``, spark-defaults.conf).
_SETTINGS = {
    # A batch holds so many rows, or as many as fit in so many bytes.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
    "spark.sql.execution.arrow.maxBytesPerBatch": "32m",
    # A piece of a stored table that one task reads: reading a report anew takes longer than moving it.
    "spark.sql.files.maxPartitionBytes": "16m",
    "spark.sql.files.openCostInBytes": "256k",
    "spark.hadoop.parquet.block.size": str(16 * 1024 * 1024),
    # Matches of events come to the driver at some 24 bytes each, to be joined there.
    "spark.driver.maxResultSize": "4g",
    "spark.ui.showConsoleProgress": "false",
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
}
# What the same answer hangs on.
_FIXED = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.execution.arrow.useLargeVarTypes": "false",
}
# On this machine alone nothing needs to be reached from outside.
_LOCAL = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.memory": "2g"}
# ``spark-submit`` says so to the program that it runs.
_SUBMITTED = "PYSPARK_GATEWAY_PORT"
# A task is tried so often before Spark gives up.
_TRIES = 4
# Signs of wildcards, which a name may hold as well.
_WILD = re.compile(r"([\\*?\[\]{}])")
_LONGEST_SAID = 200


def open_engine(
    folder: str, master: str | None = None, settings: Mapping[str, str] | None = None, processes: int | None = None
) -> SparkEngine:
    """An engine on the Spark of a master (``local[2]``, ``spark://host:7077``), on that of ``spark-submit``, or here.

    What is between the steps of a plan is kept below ``folder``, which all of the cluster must see, until it is closed.
    """
    return SparkEngine(_session(master, settings, processes), folder)


def listing(address: str, master: str | None = None, processes: int | None = None) -> list[Remote]:
    """The files at an address of any store that Hadoop knows: one, all of a folder, or all that fit its wildcards.

    The session that is begun is that of the engine with the same master. Raises ``OSError`` in words of Spark.
    """
    from py4j.protocol import Py4JJavaError

    context = _session(master, None, processes).sparkContext
    try:
        path = context._jvm.org.apache.hadoop.fs.Path(address)
        store = path.getFileSystem(context._jsc.hadoopConfiguration())
        return [one for status in store.globStatus(path) or () for one in _below(store, status)]
    except Py4JJavaError as error:
        raise OSError(" ".join(str(error.java_exception).split())[:_LONGEST_SAID]) from None


def _below(store: Any, status: Any) -> Iterator[Remote]:
    """A file, or all in a folder and the folders in it."""
    if not status.isDirectory():
        yield Remote(status.getPath().toString(), status.getLen(), status.getModificationTime())
        return
    found = store.listFiles(status.getPath(), True)
    while found.hasNext():
        yield from _below(store, found.next())


def _session(master: str | None, settings: Mapping[str, str] | None, processes: int | None) -> SparkSession:
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    if _SUBMITTED in os.environ:
        # Spark runs already, and knows what it was told.
        SparkContext._ensure_initialized()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    given = SparkConf()
    found = master or given.get("spark.master") or f"local[{processes or '*'}]"
    local = found.startswith("local")
    if local:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    asked = dict(settings or {})
    ours = {**_SETTINGS, **(_LOCAL if local else {})}
    builder = SparkSession.builder.appName("knell archive").master(_tried_again(found))
    for name, value in {**ours, **asked, **_FIXED}.items():
        if name in asked or name in _FIXED or not given.contains(name):
            builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _tried_again(master: str) -> str:
    """A master of this machine alone, told to try a task again as a cluster does: by itself it gives up at once."""
    found = re.fullmatch(r"local(?:\[(\d+|\*)\])?", master)
    return f"local[{found[1] or 1},{_TRIES}]" if found else master


@dataclass(frozen=True, slots=True)
class SparkEngine:
    """Runs a plan in a Spark session, which it stops when it is closed; ``folder`` is there as long as it is open."""

    session: SparkSession
    folder: str
    _numbers: Iterator[int] = field(default_factory=count)

    def __enter__(self) -> SparkEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._clear()
        finally:
            self.session.stop()

    def rows(self, data: pa.Table, apart: bool = False) -> DataFrame:
        """A table of rows that are at hand; ``apart``: each is a task of its own."""
        made = self.session.createDataFrame(_nullable(data), schema=_of_spark(data.schema))
        return made.coalesce(1).repartition(max(1, data.num_rows)) if apart else made

    def stored(self, folder: str, schema: pa.Schema) -> DataFrame:
        """The table of all Parquet files below a folder, on this machine or at an address that Spark reads."""
        only = {"recursiveFileLookup": "true", "pathGlobFilter": "*.parquet"}
        return self.session.read.schema(_of_spark(schema)).options(**only).parquet(folder)

    def contents(self, addresses: Sequence[str]) -> DataFrame:
        """The bytes of files at addresses; each is in the memory of its task: Spark cuts no such file."""
        exact = [_WILD.sub(r"\\\1", address) for address in addresses]
        return self.session.read.format("binaryFile").load(exact).selectExpr("path as address", "content")

    def mapped(self, table: DataFrame, job: Job, schema: pa.Schema) -> DataFrame:
        """What a job makes of a table."""
        return table.mapInArrow(_mapping(job, _plain(schema)), _of_spark(schema))

    def grouped(self, table: DataFrame, key: str, job: Job, schema: pa.Schema) -> DataFrame:
        """What a job makes of each group of rows with the same key; a group is in the memory of one process."""
        return table.groupBy(key).applyInArrow(_grouping(job, _plain(schema)), _of_spark(schema))

    def asked(self, query: str, **tables: DataFrame) -> DataFrame:
        """What a query gives."""
        for name, table in tables.items():
            table.createOrReplaceTempView(name)
        try:
            return self.session.sql(query)
        finally:
            for name in tables:
                self.session.catalog.dropTempView(name)

    def kept(self, table: DataFrame) -> DataFrame:
        """The table, on the disk."""
        folder = f"{self.folder}/{next(self._numbers):04}"
        table.write.parquet(folder)
        return self.session.read.schema(table.schema).parquet(folder)

    def collected(self, table: DataFrame) -> pa.Table:
        """All rows in the driver."""
        return table.toArrow()

    def written(self, table: DataFrame, folder: str, by: Sequence[str] = (), order: Sequence[str] = ()) -> None:
        """Write a table, in a folder a value of ``by``; all files of a folder, by name, hold its rows in ``order``."""
        if by:
            table = table.repartition(*by)
        elif order:
            table = table.repartitionByRange(*order)
        else:
            table = table.coalesce(1)
        if by or order:
            table = table.sortWithinPartitions(*by, *order)
        table.write.mode("overwrite").partitionBy(*by).parquet(folder)
        # Sums of checks, which Spark leaves beside each file on a disk of this machine.
        for left in Path(folder).rglob(".*.crc"):
            left.unlink()

    def _clear(self) -> None:
        """Remove what was kept, wherever it is."""
        context = self.session.sparkContext
        path = context._jvm.org.apache.hadoop.fs.Path(self.folder)
        path.getFileSystem(context._jsc.hadoopConfiguration()).delete(path, True)


def _mapping(job: Job, schema: pa.Schema) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def of_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for made in job(batch):
                yield from _as(made, schema).to_batches()

    return of_batches


def _grouping(job: Job, schema: pa.Schema) -> Callable[[pa.Table], pa.Table]:
    def of_group(group: pa.Table) -> pa.Table:
        made = [_as(one, schema) for batch in _one_batch(group) for one in job(batch)]
        return pa.concat_tables(made) if made else schema.empty_table()

    return of_group


def _one_batch(group: pa.Table) -> list[pa.RecordBatch]:
    """A group as one batch; beyond 2 GB of text the columns must count in larger numbers."""
    try:
        return list(group.combine_chunks().to_batches())
    except pa.ArrowInvalid:
        large = pa.schema([one.with_type(_LARGE.get(one.type, one.type)) for one in group.schema])
        return list(group.cast(large).combine_chunks().to_batches())


_LARGE = {pa.string(): pa.large_string(), pa.binary(): pa.large_binary()}


def _as(made: pa.RecordBatch, schema: pa.Schema) -> pa.Table:
    return pa.Table.from_batches([made]).select(schema.names).cast(schema)


def _plain(schema: pa.Schema) -> pa.Schema:
    """The types that Spark sends and takes for those of a schema."""
    from pyspark.sql.pandas.types import to_arrow_schema

    return to_arrow_schema(_of_spark(schema), timezone="UTC")


def _of_spark(schema: pa.Schema) -> StructType:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(pa.schema([_loose(one) for one in schema]))


def _nullable(data: pa.Table) -> pa.Table:
    return data.cast(pa.schema([_loose(one) for one in data.schema]))


def _loose(one: pa.Field) -> pa.Field:
    """A column that may be null, as may what is in its lists: Spark tells tables that say so from those that do not."""
    if pa.types.is_list(one.type) or pa.types.is_large_list(one.type):
        return pa.field(one.name, pa.list_(_loose(one.type.value_field)))
    if pa.types.is_struct(one.type):
        return pa.field(one.name, pa.struct([_loose(inner) for inner in one.type]))
    return pa.field(one.name, one.type)
