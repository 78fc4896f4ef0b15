"""Runs a command and tells what it cost, with all the processes that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec

PROC = Path("/proc")
# Seconds between two looks at the memory; what rises and falls in between is not seen.
LOOK = 0.05


class Cost(msgspec.Struct, frozen=True):
    """What one run of a command cost.

    `wall` and `cpu` are seconds; `peak` is the most memory in bytes that all its processes had at
    one time, `processes` the most there were of them: `None` where the system does not tell.
    Pages that processes share are counted once (PSS).
    """

    wall: float
    cpu: float
    peak: int | None = None
    processes: int | None = None


def run(command: Sequence[str], folder: Path, accepted: Collection[int] = (0,)) -> Cost:
    """Run a command in a folder and wait for its end; what it prints is thrown away.

    Raises `SystemExit` with the end of its standard error where it ends with any other status than
    the `accepted`.
    """
    # Compiled modules are what everybody runs with.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as told:
        started = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=told
        )
        with _Memory(child.pid) as memory:
            _, status, used = os.wait4(child.pid, 0)
            wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in accepted:
            told.seek(0)
            last = told.read().decode(errors="replace")[-2_000:]
            sys.exit(f"{' '.join(command)}: ended with {child.returncode}\n{last}")
    return Cost(wall, used.ru_utime + used.ru_stime, memory.peak, memory.processes)


class _Memory:
    """Looks again and again, in a thread, at what a process and its children take."""

    def __init__(self, pid: int) -> None:
        self.peak: int | None = None
        self.processes: int | None = None
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(LOOK):
            sizes = [size for pid in family(self._pid) if (size := memory_of(pid)) is not None]
            if sizes:
                self.peak = max(self.peak or 0, sum(sizes))
                self.processes = max(self.processes or 0, len(sizes))


def family(pid: int) -> Iterator[int]:
    """A process and all that come from it, as far as they are alive and known to their parents."""
    yield pid
    for children in PROC.glob(f"{pid}/task/*/children"):
        for child in _text(children).split():
            yield from family(int(child))


def memory_of(pid: int) -> int | None:
    """Bytes of a process, what it shares with others in equal parts; `None` where it is gone."""
    for line in _text(PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except OSError:
        # The process is gone, or the system has no such file.
        return ""
