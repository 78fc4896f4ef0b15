"""Ends what takes too long: by an exception, and by the end of the process where none is heard."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# After so many times the limit the system ends a worker that hears no exception.
_KILL_AFTER = 3


class DeadlinePassedError(BaseException):
    """Time is up. No `Exception`: what catches those to go on with the rest must not go on."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `DeadlinePassedError` inside the block after so many seconds of work.

    The process's own time counts, so that a busy machine takes nothing from anybody. Only the main
    thread of a process has such a clock; elsewhere, and on systems without one, there is no limit.
    """
    if not _has_clock():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _on_time)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def deadline_or_death(seconds: float) -> Iterator[None]:
    """The same, and the end of the whole process where a block goes on long after, as C code may.

    For workers alone: whoever started them sees that they died.
    """
    with deadline(seconds):
        if _has_clock():
            signal.setitimer(signal.ITIMER_PROF, seconds * _KILL_AFTER)
        try:
            yield
        finally:
            if _has_clock():
                signal.setitimer(signal.ITIMER_PROF, 0)


def _has_clock() -> bool:
    in_main = threading.current_thread() is threading.main_thread()
    return hasattr(signal, "setitimer") and in_main


def _on_time(number: int, frame: FrameType | None) -> None:
    raise DeadlinePassedError
