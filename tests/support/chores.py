"""Work for engines that goes wrong in the ways that matter; at the top of a module for workers."""

import os
import signal
from collections.abc import Iterator
from functools import partial

from capaudit.engines import Job


def prepared(parent: int) -> partial[Iterator[str]]:
    return partial(_chore, parent=parent)


def _chore(item: str, *, parent: int) -> Iterator[str]:
    if item.startswith("die") and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    yield f"{item} done"
    if item.startswith("twice"):
        yield f"{item} done again"
    while item.startswith("endless"):
        pass


def spoilt(item: str, reason: str) -> str:
    return f"{item}: {reason}"


def weight(item: str) -> int | None:
    return None if item.startswith("any size") else len(item)


def chores(seconds: float = 60.0) -> Job[str, str]:
    return Job(
        prepare=partial(prepared, os.getpid()), spoilt=spoilt, weight=weight, seconds=seconds
    )
