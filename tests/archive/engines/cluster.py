"""A standalone cluster of Spark on this machine: a master and workers of one core, reached by nobody else."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

_HOST = "127.0.0.1"
_WAIT = 180.0


@dataclass(frozen=True)
class Cluster:
    """Its address, and the processes of its workers."""

    master: str
    workers: tuple[subprocess.Popen[bytes], ...]
    environment: dict[str, str]
    programs: Path

    def submit(self, *words: str) -> subprocess.Popen[str]:
        """Have a program run on the cluster, its driver here."""
        command = [str(self.programs / "spark-submit"), "--master", self.master, *words]
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def kill_executor(self, worker: int) -> None:
        """Kill -9 the process that does a worker's tasks; the worker starts another."""
        executors = [pid for pid, parent in _processes() if parent == self.workers[worker].pid]
        assert executors, "this worker has no executor"
        for pid in executors:
            os.kill(pid, signal.SIGKILL)


@contextmanager
def standalone(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A cluster that is gone when the block is through."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": _HOST,
        "SPARK_MASTER_HOST": _HOST,
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_DAEMON_MEMORY": "256m",
    }
    port = _free()
    master = f"spark://{_HOST}:{port}"

    with ExitStack() as stack:

        def started(name: str, *words: str) -> subprocess.Popen[bytes]:
            log = stack.enter_context((folder / f"{name}.log").open("wb"))
            spark = str(home / "bin" / "spark-class")
            process = subprocess.Popen([spark, *words], env=environment, stdout=log, stderr=log)
            stack.callback(_ended, process)
            return process

        deploy = "org.apache.spark.deploy"
        started("master", f"{deploy}.master.Master", "-h", _HOST, "-p", str(port), "--webui-port", "0")
        _reached(port)
        of_worker = (f"{deploy}.worker.Worker", "-h", _HOST, "--cores", "1", "--memory", "1g", "--webui-port", "0")
        made = [
            started(f"worker{n}", *of_worker, "--work-dir", str(folder / f"work{n}"), master) for n in range(workers)
        ]
        yield Cluster(master, tuple(made), environment, home / "bin")


def _free() -> int:
    with socket.socket() as held:
        held.bind((_HOST, 0))
        return int(held.getsockname()[1])


def _reached(port: int) -> None:
    until = time.monotonic() + _WAIT
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex((_HOST, port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError("the master did not come up")


def _ended(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _processes() -> Iterator[tuple[int, int]]:
    """Each process of this machine, with the one that started it."""
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                behind_name = (path / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            yield int(path.name), int(behind_name[1])
