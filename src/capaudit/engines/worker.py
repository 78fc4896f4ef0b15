"""Works through inputs, one result after the other, each within its time."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from types import FrameType
from typing import Any

from capaudit.engines.collector import look_seldom
from capaudit.engines.deadline import DeadlinePassedError, deadline, deadline_or_death
from capaudit.engines.job import Item, Job, Result, Work

# Seconds between two looks of a worker whether its parent still lives.
_LOOK = 5.0
_TOO_LONG = "took longer than {:g} seconds"


def worked(
    work: Work[Item, Result],
    item: Item,
    job: Job[Item, Result],
    limit: Callable[[float], AbstractContextManager[None]] = deadline,
) -> Iterator[Result]:
    """The results of one input; the last one says so where another would take too long."""
    results = work(item)
    while True:
        try:
            with limit(job.seconds):
                result = next(results)
        except StopIteration:
            return
        except DeadlinePassedError:
            yield job.spoilt(item, _TOO_LONG.format(job.seconds))
            return
        yield result


class _Worker:
    """What one worker process has: its job, and the function that does the work."""

    job: Job[Any, Any]
    work: Work[Any, Any]
    parent: int


def begin(job: Job[Any, Any], parent: int) -> None:
    """Make a worker ready. It leaves Ctrl-C to its parent, and ends when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Worker.job, _Worker.work, _Worker.parent = job, job.prepare(), parent
    look_seldom()
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _look_for_parent)
        signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)


def _look_for_parent(number: int, frame: FrameType | None) -> None:
    if os.getppid() != _Worker.parent:
        os.kill(os.getpid(), signal.SIGKILL)


def work_on(items: Sequence[Any]) -> list[list[Any]]:
    """The results of each input of a chunk, in a worker."""
    job, work = _Worker.job, _Worker.work
    return [list(worked(work, item, job, deadline_or_death)) for item in items]
