"""Spreads tasks over the machines of a Dask cluster, or over processes of one of its own.

A worker that dies (a crash in a C library, no memory left, a machine switched off) loses nothing
but the tasks it had: the scheduler gives them to another. A task that has cost several workers
their lives is tried again in halves, until what kills stands alone.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from multiprocessing import get_context
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Generic

from capaudit.engines.tasks import Task, Tasks
from capaudit.errors import UsageError

if TYPE_CHECKING:
    from distributed import Client, Future

# Tasks with the scheduler at a time: enough for some hundred cores, little enough to be held.
_AHEAD = 2_000
# How often a task is tried again that failed with an error: a share that was away for a moment.
_RETRIES = 2
# How many workers a task may cost before it is tried in halves, in a cluster of our own; a
# scheduler of others has its own limit (distributed.scheduler.allowed-failures, 3 by default).
_MOST_DEATHS = 1
_SECONDS_TO_CONNECT = 10
_DIED = "ended the process that worked on it; please report this"


class ClusterLostError(Exception):
    """The scheduler has gone: what is done is done, the rest is not."""


def require_cluster() -> None:
    """Raise `UsageError` where the extra that knows clusters is not installed."""
    if find_spec("distributed") is None:
        raise UsageError(
            "--engine dask needs what comes with the extra dask", "pip install 'capaudit[dask]'"
        )


def run_on_cluster(
    tasks: Iterable[Task], kind: Tasks[Task], scheduler: str | None, workers: int
) -> Iterator[Task]:
    """Each task, in order, as soon as its result is there; what is done already is not done again.

    `scheduler` is an address such as `tcp://10.0.0.1:8786`; without one so many workers are started
    here. Raises `UsageError` where no scheduler answers, `ClusterLostError` where it goes away, and
    what a task raises that fails again and again.
    """
    require_cluster()
    with _client(scheduler, workers) as client:
        yield from _Spread(kind, client).through(tasks)


class _Spread(Generic[Task]):
    """One run of tasks over a cluster."""

    def __init__(self, kind: Tasks[Task], client: Client) -> None:
        self._kind = kind
        self._client = client

    def through(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """Each task, in order, once its result is there."""
        waiting: deque[tuple[Task, Future[None] | None]] = deque()
        for task in tasks:
            waiting.append((task, self._begun(task)))
            if len(waiting) > _AHEAD:
                yield self._done(*waiting.popleft())
        while waiting:
            yield self._done(*waiting.popleft())

    def _begun(self, task: Task) -> Future[None] | None:
        """The task with the cluster; `None` where its result is there."""
        if self._kind.is_done(task):
            return None
        return self._client.submit(self._kind.run, task, retries=_RETRIES, pure=False)

    def _done(self, task: Task, future: Future[None] | None) -> Task:
        from distributed import KilledWorker  # noqa: PLC0415  only where there is a cluster

        try:
            if future is not None:
                future.result()
        except KilledWorker:
            self._do_in_halves(task)
        except (CancelledError, OSError) as error:
            if self._client.status == "running" and isinstance(error, OSError):
                raise
            raise ClusterLostError from error
        return task

    def _do_in_halves(self, task: Task) -> None:
        halves = self._kind.halves(task)
        if not halves:
            self._do_alone(task)
            return
        for half in halves:
            self._done(half, self._begun(half))
        self._kind.join(task, halves)

    def _do_alone(self, task: Task) -> None:
        """Do a task in a process of its own, here, where nobody else's fault can cost its life.

        A worker that dies costs all tasks that it had in hand, those that did no harm too.
        """
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            try:
                alone.submit(self._kind.run, task).result()
            except BrokenProcessPool:
                self._kind.spoil(task, _DIED)


@contextmanager
def _client(scheduler: str | None, workers: int) -> Iterator[Client]:
    import dask  # noqa: PLC0415  only where there is a cluster
    from distributed import Client  # noqa: PLC0415

    with ExitStack() as stack:
        # What the scheduler says of a worker that died is dealt with here.
        stack.enter_context(_quiet("distributed"))
        settings = {"distributed.comm.timeouts.connect": _SECONDS_TO_CONNECT}
        stack.enter_context(dask.config.set(settings))
        address = scheduler or stack.enter_context(_own_cluster(workers))
        try:
            client = Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise UsageError(
                f"no Dask scheduler answers at {address}", "start one: dask scheduler"
            ) from error
        yield stack.enter_context(client)


@contextmanager
def _own_cluster(workers: int) -> Iterator[str]:
    """The address of a cluster that nobody else can reach, for as long as the block lasts."""
    import dask  # noqa: PLC0415
    from distributed import LocalCluster  # noqa: PLC0415

    settings = {"distributed.scheduler.allowed-failures": _MOST_DEATHS}
    with (
        TemporaryDirectory(prefix="capaudit-", ignore_cleanup_errors=True) as scratch,
        dask.config.set(settings),
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            # Any port that is free: the usual one may be another run's.
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
            worker_dashboard_address=None,
            local_directory=scratch,
            silence_logs=logging.CRITICAL,
        ) as cluster,
    ):
        yield str(cluster.scheduler_address)


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
