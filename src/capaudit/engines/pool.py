"""Spreads work over processes; results come in the order of the inputs, as from one process.

A process that dies (a crash in a C library, no memory left) takes its chunk of inputs with it:
that chunk is tried again in halves, until the input that kills stands alone and the others have
their results.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Generic

import msgspec

from capaudit.engines.job import Item, Job, Result, Work
from capaudit.engines.worker import begin, work_on, worked

# What a worker is sent at once: about a third of a second of work.
_CHUNK_ITEMS = 16
_CHUNK_WEIGHT = 256 * 1024
# Chunks ahead of the one whose results are due, for each worker.
_AHEAD = 3
_DIED = "ended the process that worked on it; please report this"


class _Chunk(msgspec.Struct, Generic[Item, Result]):
    """Inputs in a row: the results that are known, and the rest, which a worker has."""

    items: list[Item] = []
    known: dict[int, Sequence[Result]] = {}
    weight: int = 0
    # The input is of any size: its turn comes in this process.
    stays_here: bool = False
    future: Future[list[list[Any]]] | None = None

    @property
    def rest(self) -> list[Item]:
        """The inputs that are to be worked on."""
        return [item for number, item in enumerate(self.items) if number not in self.known]

    @property
    def is_full(self) -> bool:
        """Whether there is enough to do for one sending, or enough to hand on."""
        waiting = len(self.items) - len(self.known)
        many = waiting >= _CHUNK_ITEMS or len(self.known) >= 4 * _CHUNK_ITEMS
        return many or self.weight >= _CHUNK_WEIGHT

    @property
    def has_results(self) -> bool:
        """Whether nothing is waited for any more."""
        if self.stays_here:
            return True
        done = self.future is not None and self.future.done()
        return done and self.future is not None and self.future.exception() is None

    def merged(self, worked: Sequence[Sequence[Result]]) -> Iterator[tuple[Item, Iterator[Result]]]:
        """Each input with its results, in order."""
        fresh = iter(worked)
        for number, item in enumerate(self.items):
            known = self.known.get(number)
            yield item, iter(known if known is not None else next(fresh))


class Pool(Generic[Item, Result]):
    """The worker processes of a run, begun anew where one dies."""

    def __init__(self, job: Job[Item, Result], jobs: int) -> None:
        self._job = job
        self._jobs = jobs
        self._executor = self._started(jobs)

    def __enter__(self) -> Pool[Item, Result]:
        return self

    def __exit__(self, *error: object) -> None:
        self._executor.shutdown(wait=error[0] is None, cancel_futures=True)

    def results(
        self, items: Iterable[tuple[Item, Sequence[Result] | None]], work: Work[Item, Result]
    ) -> Iterator[tuple[Item, Iterator[Result]]]:
        """Each input with its results, in order; few chunks are in flight at a time.

        Inputs come with their results where those are known. `work` is the job's own for those
        that are not to be sent.
        """
        self._work = work
        waiting: deque[_Chunk[Item, Result]] = deque()
        for chunk in self._chunks(items):
            self._submit(chunk)
            waiting.append(chunk)
            if len(waiting) > self._jobs * _AHEAD:
                yield from self._next(waiting)
        while waiting:
            yield from self._next(waiting)

    def _started(self, jobs: int) -> ProcessPoolExecutor:
        # A fork has all tables at once. Where threads run it may hang, and other systems advise
        # against it: there a worker begins from nothing, a quarter of a second later.
        may_fork = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if may_fork else "spawn")
        return ProcessPoolExecutor(jobs, context, begin, (self._job, os.getpid()))

    def _submit(self, chunk: _Chunk[Item, Result]) -> None:
        if chunk.stays_here:
            return
        rest = chunk.rest
        chunk.future = Future()
        if not rest:
            chunk.future.set_result([])
            return
        try:
            chunk.future = self._executor.submit(work_on, rest)
        except BrokenProcessPool as error:
            chunk.future.set_exception(error)

    def _next(
        self, waiting: deque[_Chunk[Item, Result]]
    ) -> Iterator[tuple[Item, Iterator[Result]]]:
        chunk = waiting.popleft()
        if chunk.future is None:
            (item,) = chunk.items
            yield item, worked(self._work, item, self._job)
            return
        try:
            yield from chunk.merged(chunk.future.result())
        except BrokenProcessPool:
            # All chunks in flight are lost, though one alone kills: it shows when it is first.
            self._executor.shutdown(wait=True)
            yield from chunk.merged(list(self._alone(chunk.rest)))
            self._executor = self._started(self._jobs)
            for lost in (each for each in waiting if not each.has_results):
                self._submit(lost)

    def _alone(self, items: Sequence[Item]) -> Iterator[list[Result]]:
        """The results of each input from a process of their own, in halves where that dies too."""
        try:
            with self._started(1) as executor:
                found: list[list[Result]] = executor.submit(work_on, items).result()
        except BrokenProcessPool:
            if len(items) == 1:
                yield [self._job.spoilt(items[0], _DIED)]
                return
            middle = len(items) // 2
            yield from self._alone(items[:middle])
            yield from self._alone(items[middle:])
        else:
            yield from found

    def _chunks(
        self, items: Iterable[tuple[Item, Sequence[Result] | None]]
    ) -> Iterator[_Chunk[Item, Result]]:
        """The inputs in runs of about the same weight, none of more than a few."""
        chunk = _Chunk[Item, Result]()
        for item, known in items:
            weight = self._job.weight(item)
            if known is None and weight is None:
                yield chunk
                yield _Chunk[Item, Result](items=[item], stays_here=True)
                chunk = _Chunk[Item, Result]()
                continue
            if known is not None:
                chunk.known[len(chunk.items)] = known
            else:
                chunk.weight += weight or 0
            chunk.items.append(item)
            if chunk.is_full:
                yield chunk
                chunk = _Chunk[Item, Result]()
        if chunk.items:
            yield chunk
